using CsCheck;
using WcfBroker.Core.Deduplication;
using WcfBroker.Core.Messages;

namespace WcfBroker.Core.Tests.Deduplication;

[TestClass]
public sealed class DuplicateWindowTests
{
    private const int IdsMax = 20;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly BrokerLimits Limits = BrokerLimits.Default with { DeduplicationIdsMax = IdsMax, DeduplicationTime = TimeSpan.FromSeconds(30) };

    /// <summary>Beside a list that is searched from its end.</summary>
    [TestMethod]
    public void It_finds_what_was_taken_lately_and_nothing_else() =>
        Gen.Select(Gen.Int[0, 60], Gen.Frequency((9, Gen.Const(0)), (1, Gen.Int[1, 40]))).Array[0, 300].Sample(steps =>
        {
            var window = new DuplicateWindow(Limits);
            var naive = new List<TakenMessage>();
            var now = Start;
            foreach (var (id, seconds) in steps)
            {
                now += TimeSpan.FromSeconds(seconds);
                window.Expire(now);
                naive.RemoveAll(taken => taken.Receipt.PublishedUtc <= now - Limits.DeduplicationTime);
                naive.RemoveRange(0, Math.Max(0, naive.Count - IdsMax));
                foreach (var known in Enumerable.Range(0, 61))
                    Assert.AreEqual(naive.FindLast(taken => taken.Key == Key(known)).Receipt.Sequence, window.TryFind(Key(known), out var found) ? found.Receipt.Sequence : 0);
                if (window.TryFind(Key(id), out _))
                    continue;
                var message = new TakenMessage(Key(id), new Receipt(naive.LastOrDefault().Receipt.Sequence + 1, now, 0), 0);
                window.Add(message);
                naive.Add(message);
            }
        });

    [TestMethod]
    public void Of_two_under_one_key_the_newer_is_found()
    {
        var window = new DuplicateWindow(Limits);
        window.Add(new TakenMessage(Key(1), new Receipt(1, Start, 0), 0));
        window.Add(new TakenMessage(Key(1), new Receipt(2, Start, 0), 0));
        Assert.IsTrue(window.TryFind(Key(1), out var found));
        Assert.AreEqual(2, found.Receipt.Sequence);
    }

    private static MessageKey Key(int id) => new(id % 3 == 0 ? null : "publisher", id % 2, $"{id}");
}
