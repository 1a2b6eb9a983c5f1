using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Subscriptions;

/// <summary>How much may be replayed to a session before its writer says that there is room again, and how much looked at.</summary>
internal sealed class ReplayRoom(int messages, long bytes, int looks)
{
    private long _bytes = bytes;

    public bool IsLeft => Messages > 0 && _bytes > 0 && Looks > 0;

    /// <summary>How many more messages there is room for.</summary>
    public int Messages { get; private set; } = messages;

    /// <summary>How many more may be looked at.</summary>
    public int Looks { get; private set; } = looks;

    public void Look() => Looks--;

    public void Take(in OutboxItem item)
    {
        Messages--;
        _bytes -= item.Bytes;
    }
}
