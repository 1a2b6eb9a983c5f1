using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Counting;

/// <summary>What the broker has done since it began, as plain numbers. Any thread may read; they are no part of the state.</summary>
public sealed class BrokerCounters
{
    private readonly long[] _published = new long[Enum.GetValues<Protocol>().Length];
    private long _deduplicated;
    private long _acknowledged;
    private long _redelivered;
    private long _deadLettered;
    private long _dropped;
    private long _expired;

    /// <summary>Messages published again with the id of an earlier one.</summary>
    public long Deduplicated => Volatile.Read(ref _deduplicated);

    /// <summary>Deliveries of durable subscriptions that were acknowledged.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Deliveries of durable subscriptions that were not the first of their message.</summary>
    public long Redelivered => Volatile.Read(ref _redelivered);

    /// <summary>Messages that became dead letters.</summary>
    public long DeadLettered => Volatile.Read(ref _deadLettered);

    /// <summary>Messages dropped from outboxes since their sessions were slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Deliveries that were not made since the message had expired.</summary>
    public long Expired => Interlocked.Read(ref _expired);

    /// <summary>Messages taken; duplicates and dead letters are not among them.</summary>
    public long Published(Protocol protocol) => Volatile.Read(ref _published[(int)protocol]);

    // The loop alone calls these: a plain addition does.
    internal void AddPublished(Protocol protocol) => _published[(int)protocol]++;

    internal void AddDeduplicated() => _deduplicated++;

    internal void AddAcknowledged(int deliveries) => _acknowledged += deliveries;

    internal void AddRedelivered() => _redelivered++;

    internal void AddDeadLettered() => _deadLettered++;

    // Outboxes are filled and emptied by several threads.
    internal void AddDropped() => Interlocked.Increment(ref _dropped);

    internal void AddExpired(int deliveries = 1) => Interlocked.Add(ref _expired, deliveries);
}
