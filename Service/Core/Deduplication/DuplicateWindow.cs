namespace WcfBroker.Core.Deduplication;

/// <summary>The messages with an id that were taken lately, bounded in time and number: a publisher who tries again gets the first receipt.</summary>
internal sealed class DuplicateWindow(BrokerLimits limits)
{
    private readonly Dictionary<MessageKey, TakenMessage> _taken = [];
    private readonly Queue<(MessageKey Key, DateTime TakenUtc)> _order = [];

    public int Count => _taken.Count;

    public TakenMessage? Find(MessageKey key) => _taken.TryGetValue(key, out var taken) ? taken : null;

    public void Add(MessageKey key, TakenMessage taken)
    {
        _taken[key] = taken;
        _order.Enqueue((key, taken.Receipt.PublishedUtc));
    }

    /// <summary>Forgets what is too old or too much.</summary>
    public void Expire(DateTime now)
    {
        while (_order.TryPeek(out var oldest) && (_order.Count > limits.DeduplicationIdsMax || oldest.TakenUtc <= now - limits.DeduplicationTime))
        {
            _order.Dequeue();
            _taken.Remove(oldest.Key);
        }
    }
}
