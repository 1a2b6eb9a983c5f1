using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Storage.Memory;

/// <summary>A subscription and how far it has come, as <see cref="MemoryStore"/> keeps it.</summary>
internal sealed class MemorySubscription(StoredSubscription subscription, long cursor)
{
    private readonly SortedDictionary<long, Hole> _holes = [];
    private long _cursor = cursor;

    public StoredSubscription Subscription { get; set; } = subscription;

    public SubscriptionState State => new(Subscription, _cursor, [.. _holes.Values]);

    public void Apply(Acknowledged acknowledged)
    {
        _cursor = Math.Max(_cursor, acknowledged.Cursor);
        foreach (var sequence in acknowledged.Opened)
            _holes.TryAdd(sequence, new Hole(sequence, 0, null));
        foreach (var sequence in acknowledged.Closed)
            _holes.Remove(sequence);
    }

    public void Apply(Hole hole) => _holes[hole.Sequence] = hole;
}
