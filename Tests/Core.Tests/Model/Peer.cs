using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Tests.Model;

/// <summary>A session with both its outboxes, and what it has been sent so far.</summary>
internal sealed class Peer(SessionId id, BrokerLimits limits)
{
    public SessionId Id => id;

    public Outbox Outbox { get; } = new(limits);

    public ReferenceOutbox Reference { get; } = new(limits);

    public bool Attached { get; set; }

    /// <summary>Room that a drain announced and no refill has used.</summary>
    public int Room { get; set; }

    public List<OutboxItem> Requests { get; } = [];

    public List<OutboxItem> Received { get; } = [];
}
