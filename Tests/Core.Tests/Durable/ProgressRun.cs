using WcfBroker.Core.Durable;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Tests.Durable;

/// <summary>Does at random what a durable subscription does with its progress, beside a plain list of what is unsettled.</summary>
internal sealed class ProgressRun(Progress progress, MemoryStore store)
{
    private readonly List<Retry> _unsettled = [];
    private readonly List<StoreRecord> _records = [];
    private long _next = 1;
    private long _newestDone;

    public void Do(int kind, int number)
    {
        switch (kind)
        {
            case 0 or 1:
                _next += number % 3;
                _unsettled.Add(new Retry(_next, progress.Add(_next)));
                _next++;
                break;
            case 2 or 3 when _unsettled.Count > 0:
                Settle(_unsettled[number % _unsettled.Count]);
                break;
            case 4 when _unsettled.Count > 0:
                Fail(number % _unsettled.Count);
                break;
            case 5:
                Flush();
                break;
        }
    }

    /// <summary>Stores what has changed: no more than is needed, and so that the store knows what is unsettled.</summary>
    public void Flush()
    {
        var before = Stored();
        if (progress.Flush(_next) is { } record)
        {
            var holes = before.Holes.Select(hole => hole.Sequence).Concat(_records.OfType<AttemptCounted>().Select(counted => counted.Hole.Sequence)).ToHashSet();
            Assert.IsTrue(record.Cursor > before.Cursor || record.Opened.Count + record.Closed.Count > 0, "The record says nothing.");
            Assert.IsFalse(record.Opened.Any(holes.Contains), "A hole is opened twice.");
            Assert.IsTrue(record.Opened.All(sequence => sequence < _newestDone), "A hole is opened for nothing.");
            Assert.IsTrue(record.Closed.All(holes.Contains), "What is no hole is closed.");
            _records.Add(record);
        }

        store.Commit(_records);
        _records.Clear();
        var (cursor, stored) = (Stored().Cursor, Stored().Holes.Select(hole => hole.Sequence).ToHashSet());
        var unsettled = _unsettled.Select(retry => retry.Sequence).ToHashSet();
        for (var sequence = 1L; sequence < _next; sequence++)
            Assert.IsTrue(unsettled.Contains(sequence) ? stored.Contains(sequence) || sequence > cursor : !stored.Contains(sequence), $"{sequence} with the cursor at {cursor}");
        Assert.IsTrue(cursor >= _newestDone, "What is settled would be looked at again.");
        Assert.AreEqual(unsettled.Count > 0 ? unsettled.Min() : _next, progress.Oldest(_next));
    }

    private SubscriptionState Stored() => store.Load().Subscriptions[0];

    private void Settle(Retry retry)
    {
        _unsettled.Remove(retry);
        progress.Settle(retry);
        _newestDone = Math.Max(_newestDone, retry.Sequence);
    }

    private void Fail(int place)
    {
        var retry = _unsettled[place];
        progress.MakeHole(retry);
        _unsettled[place] = retry with { Slot = -1, Attempts = retry.Attempts + 1 };
        _records.Add(new AttemptCounted(1, new Hole(retry.Sequence, retry.Attempts + 1, null)));
        _newestDone = Math.Max(_newestDone, retry.Sequence);
    }
}
