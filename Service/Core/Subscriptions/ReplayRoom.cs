using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Subscriptions;

/// <summary>How much may be replayed to a session before its writer says that there is room again, and how much looked at.</summary>
internal sealed class ReplayRoom(int messages, long bytes, int looks)
{
    private int _messages = messages;
    private long _bytes = bytes;

    public bool IsLeft => _messages > 0 && _bytes > 0 && Looks > 0;

    /// <summary>How many more may be looked at.</summary>
    public int Looks { get; private set; } = looks;

    public void Look() => Looks--;

    public void Take(in OutboxItem item)
    {
        _messages--;
        _bytes -= item.Bytes;
    }
}
