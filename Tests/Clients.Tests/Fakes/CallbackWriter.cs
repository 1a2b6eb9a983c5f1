using System.Text;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>Does something when it is flushed for the first time.</summary>
internal sealed class CallbackWriter(Action flushed) : TextWriter
{
    private Action? _flushed = flushed;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
    }

    public override void Flush() => Interlocked.Exchange(ref _flushed, null)?.Invoke();
}
