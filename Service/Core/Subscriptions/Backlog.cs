using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Subscriptions;

/// <summary>What a subscription is still to be sent before it is live: items gathered at its start, then kept messages.</summary>
internal sealed class Backlog(IReadOnlyList<OutboxItem> gathered, long cursor)
{
    /// <summary>The next kept message to look at.</summary>
    public long Cursor { get; set; } = cursor;

    public IReadOnlyList<OutboxItem> Gathered { get; } = gathered;

    /// <summary>How many of the gathered items are sent.</summary>
    public int Sent { get; set; }
}
