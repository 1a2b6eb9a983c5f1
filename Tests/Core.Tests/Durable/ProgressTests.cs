using CsCheck;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Tests.Durable;

[TestClass]
public sealed class ProgressTests
{
    private const int Id = 1;

    [TestMethod]
    public void Who_settles_in_order_costs_no_hole()
    {
        var progress = new Progress(Id, 10);
        for (var sequence = 11; sequence <= 100; sequence++)
        {
            progress.Settle(new Retry(sequence, progress.Add(sequence)));
            AssertFlushed(progress, sequence + 1, new Acknowledged(Id, sequence));
        }
    }

    [TestMethod]
    public void What_is_passed_over_is_settled()
    {
        var progress = new Progress(Id, 0);
        AssertFlushed(progress, 50, new Acknowledged(Id, 49));
        Assert.IsNull(progress.Flush(50));
    }

    [TestMethod]
    public void Settling_a_newer_message_makes_holes_of_the_older_ones_once()
    {
        var progress = new Progress(Id, 0);
        var retries = Enumerable.Range(1, 4).Select(i => new Retry(i * 2, progress.Add(i * 2))).ToList();
        AssertFlushed(progress, 9, new Acknowledged(Id, 1));
        progress.Settle(retries[2]);
        AssertFlushed(progress, 9, new Acknowledged(Id, 7) { Opened = [2, 4] });
        progress.Settle(retries[1]);
        AssertFlushed(progress, 9, new Acknowledged(Id, 7) { Closed = [4] });
        progress.Settle(retries[3]);
        AssertFlushed(progress, 9, new Acknowledged(Id, 8));
        progress.Settle(retries[0]);
        AssertFlushed(progress, 9, new Acknowledged(Id, 8) { Closed = [2] });
        Assert.AreEqual(9, progress.Oldest(9));
    }

    [TestMethod]
    public void A_message_that_failed_and_was_then_settled_is_not_looked_at_again()
    {
        var progress = new Progress(Id, 0);
        progress.Add(1);
        var failed = new Retry(2, progress.Add(2));
        progress.MakeHole(failed);
        AssertFlushed(progress, 3, new Acknowledged(Id, 2) { Opened = [1] });
        progress.Settle(failed with { Slot = -1 });
        AssertFlushed(progress, 3, new Acknowledged(Id, 2) { Closed = [2] });
        Assert.AreEqual(1, progress.Oldest(3));
    }

    [TestMethod]
    public void A_replayed_dead_letter_ahead_of_the_cursor_is_a_hole_until_it_is_settled()
    {
        var progress = new Progress(Id, 3);
        var letter = new Retry(9, -1) { LetterTopic = 1 };
        progress.MakeHole(letter);
        Assert.IsTrue(progress.IsHole(9));
        Assert.IsNull(progress.Flush(4));
        progress.Settle(letter);
        AssertFlushed(progress, 4, new Acknowledged(Id, 3) { Closed = [9] });
        Assert.IsFalse(progress.IsHole(9));
    }

    [TestMethod]
    public void The_store_knows_what_is_unsettled_whatever_was_done() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 99]).Array[0, 80].Sample(
            steps =>
            {
                using var store = new MemoryStore();
                store.Commit([new SubscriptionCreated(new StoredSubscription { Id = Id, Name = "a", Filter = "/" }, 0)]);
                var run = new ProgressRun(new Progress(Id, 0), store);
                foreach (var (kind, number) in steps)
                    run.Do(kind, number);
                run.Flush();
            },
            iter: 20_000);

    private static void AssertFlushed(Progress progress, long next, Acknowledged expected)
    {
        var record = progress.Flush(next);
        Assert.IsNotNull(record);
        Assert.AreEqual((expected.SubscriptionId, expected.Cursor), (record.SubscriptionId, record.Cursor));
        CollectionAssert.AreEqual(expected.Opened.ToArray(), record.Opened.ToArray());
        CollectionAssert.AreEqual(expected.Closed.ToArray(), record.Closed.ToArray());
    }
}
