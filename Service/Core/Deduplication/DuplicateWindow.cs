using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Deduplication;

/// <summary>
/// The messages with an id that were taken lately, bounded in time and number: a publisher who tries again gets the first
/// receipt. They stand in the order in which they were taken, in chains by their hashes, the newest first: what is forgotten
/// is the end of its chain, and need not be taken out of it.
/// </summary>
internal sealed class DuplicateWindow(BrokerLimits limits)
{
    private const int ChainsMin = 16;
    private readonly Ring<TakenMessage> _taken = new();

    // The position of the newest message of each chain.
    private long[] _newest = NewChains(ChainsMin);

    public bool TryFind(in MessageKey key, out TakenMessage found)
    {
        var hash = key.GetHashCode();
        for (var position = Newest(hash); position >= _taken.Head; position = _taken[position].Older)
        {
            ref readonly var taken = ref _taken[position];
            if (taken.Hash != hash || taken.Key != key)
                continue;
            found = taken;
            return true;
        }

        found = default;
        return false;
    }

    public void Add(in TakenMessage taken)
    {
        if (_taken.Count == _newest.Length)
            Grow();
        var hash = taken.Key.GetHashCode();
        ref var newest = ref Newest(hash);
        newest = _taken.Add(taken with { Hash = hash, Older = newest });
    }

    /// <summary>Forgets what is too old or too much.</summary>
    public void Expire(DateTime now)
    {
        while (_taken.Count > 0
            && (_taken.Count > limits.DeduplicationIdsMax || _taken[_taken.Head].Receipt.PublishedUtc <= now - limits.DeduplicationTime))
            _taken.Take();
    }

    private static long[] NewChains(int count)
    {
        var chains = new long[count];
        chains.AsSpan().Fill(-1);
        return chains;
    }

    private ref long Newest(int hash) => ref _newest[hash & (_newest.Length - 1)];

    private void Grow()
    {
        _newest = NewChains(_newest.Length * 2);
        for (var position = _taken.Head; position < _taken.Head + _taken.Count; position++)
        {
            ref var taken = ref _taken[position];
            ref var newest = ref Newest(taken.Hash);
            taken = taken with { Older = newest };
            newest = position;
        }
    }
}
