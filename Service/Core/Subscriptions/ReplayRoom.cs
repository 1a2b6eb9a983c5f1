using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Subscriptions;

/// <summary>How much may be replayed to a session before its writer says that there is room again, and how much looked at.</summary>
internal sealed class ReplayRoom(int messages, long bytes, int looks)
{
    private int _messages = messages;
    private long _bytes = bytes;
    private int _looks = looks;

    public bool IsLeft => _messages > 0 && _bytes > 0 && _looks > 0;

    public void Look() => _looks--;

    public void Take(in OutboxItem item)
    {
        _messages--;
        _bytes -= item.Bytes;
    }
}
