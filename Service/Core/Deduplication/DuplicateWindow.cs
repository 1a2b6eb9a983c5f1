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
    private const int ChainsPerMessage = 2;
    private readonly Ring<TakenMessage> _taken = new();

    // The newest message of each chain, by the low bits of its position. A chain that is empty, or whose end was forgotten, may by
    // them lead on to messages of others: never to a newer one, and that costs no more than a look.
    private uint[] _newest = new uint[ChainsMin];

    private long End => _taken.Head + _taken.Count;

    public bool TryFind(in MessageKey key, out TakenMessage found)
    {
        var hash = key.GetHashCode();
        for (var position = Before(End, Newest(hash)); position >= _taken.Head; position = Before(position, _taken[position].Older))
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
        if (_taken.Count * ChainsPerMessage >= _newest.Length)
            Grow();
        var hash = taken.Key.GetHashCode();
        ref var newest = ref Newest(hash);
        newest = (uint)_taken.Add(taken with { Hash = hash, Older = newest });
    }

    /// <summary>Forgets what is too old or too much.</summary>
    public void Expire(DateTime now)
    {
        while (_taken.Count > 0
            && (_taken.Count > limits.DeduplicationIdsMax || _taken[_taken.Head].Receipt.PublishedUtc <= now - limits.DeduplicationTime))
            _taken.Take();
    }

    private ref uint Newest(int hash) => ref _newest[hash & (_newest.Length - 1)];

    // The last position with these low bits before another.
    private static long Before(long position, uint low) => position - 1 - (uint)(position - 1 - low);

    private void Grow()
    {
        _newest = new uint[_newest.Length * 2];
        for (var position = _taken.Head; position < End; position++)
        {
            ref var taken = ref _taken[position];
            ref var newest = ref Newest(taken.Hash);
            taken = taken with { Older = newest };
            newest = (uint)position;
        }
    }
}
