namespace WcfBroker.Server.Sessions;

/// <summary>What subscribers were given and have acknowledged since the start. Any thread may add and read.</summary>
public sealed class TrafficCounters
{
    private long _delivered;
    private long _acknowledged;

    /// <summary>Messages handed to the transports of subscribers, those of the original protocol left out.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Deliveries of durable subscriptions that were acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    internal void AddDelivered(int messages) => Interlocked.Add(ref _delivered, messages);

    internal void AddAcknowledged(int deliveries) => Interlocked.Add(ref _acknowledged, deliveries);
}
