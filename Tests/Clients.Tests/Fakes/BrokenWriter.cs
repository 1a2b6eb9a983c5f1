using System.Text;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>A pipe whose reader has gone.</summary>
internal sealed class BrokenWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("Broken pipe");

    public override void Flush() => throw new IOException("Broken pipe");
}
