using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Durable;

/// <summary>
/// What a durable subscription has settled, as the store keeps it: every sequence up to a cursor, but for some holes. Who
/// settles in order costs no hole; a message settled before an older one makes holes of those in between.
/// </summary>
internal sealed class Progress(int subscriptionId, long cursor)
{
    // What was given out since the cursor and is no hole, in order.
    private readonly Ring<ProgressSlot> _slots = new();
    private readonly HashSet<long> _holes = [];
    private readonly List<long> _opened = [];
    private readonly List<long> _closed = [];
    private long _lastDone = -1;

    public long Cursor { get; private set; } = cursor;

    /// <summary>Whether a sequence is kept as a hole.</summary>
    public bool IsHole(long sequence) => _holes.Contains(sequence);

    /// <summary>The oldest sequence that is not settled; the next to look at if all before it are.</summary>
    public long Oldest(long next) =>
        Math.Min(_holes.Count > 0 ? _holes.Min() : long.MaxValue, FirstOpen() is { } slot ? slot : next);

    /// <summary>A hole that the store has already.</summary>
    public void Restore(long sequence) => _holes.Add(sequence);

    /// <summary>A message is given out for the first time.</summary>
    /// <returns>Its slot.</returns>
    public long Add(long sequence) => _slots.Add(new ProgressSlot(sequence, false));

    /// <summary>A message is kept as a hole from now on; a record of its own says so.</summary>
    public void MakeHole(Retry retry)
    {
        if (_holes.Add(retry.Sequence) && retry.Slot >= 0)
            Finish(retry.Slot);
    }

    public void Settle(Retry retry)
    {
        if (_holes.Remove(retry.Sequence))
        {
            _closed.Add(retry.Sequence);
            return;
        }

        Finish(retry.Slot);
    }

    /// <summary>What has changed since the last time; null if nothing has.</summary>
    /// <param name="next">The next sequence to look at: all before it was given out or passed over.</param>
    public Acknowledged? Flush(long next)
    {
        while (_slots.Count > 0 && (_slots[_slots.Head].Done || _slots.Head < _lastDone))
        {
            var slot = _slots.Take();
            if (!slot.Done && _holes.Add(slot.Sequence))
                _opened.Add(slot.Sequence);
        }

        var before = Cursor;
        Cursor = Math.Max(Cursor, (_slots.Count > 0 ? _slots[_slots.Head].Sequence : next) - 1);
        if (Cursor == before && _opened.Count == 0 && _closed.Count == 0)
            return null;
        var record = new Acknowledged(subscriptionId, Cursor) { Opened = _opened.ToArray(), Closed = _closed.ToArray() };
        _opened.Clear();
        _closed.Clear();
        return record;
    }

    // A message that is done with lies behind the cursor from the next record on: else it would be looked at again after a restart.
    private void Finish(long slot)
    {
        _slots[slot].Done = true;
        _lastDone = Math.Max(_lastDone, slot);
    }

    private long? FirstOpen()
    {
        for (var slot = _slots.Head; slot < _slots.Head + _slots.Count; slot++)
        {
            if (!_slots[slot].Done)
                return _slots[slot].Sequence;
        }

        return null;
    }
}
