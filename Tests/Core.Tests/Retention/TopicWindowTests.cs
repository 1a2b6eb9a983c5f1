using CsCheck;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Retention;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Retention;

/// <summary>What a window says is over, against the messages themselves.</summary>
[TestClass]
public sealed class TopicWindowTests
{
    private static readonly TopicPolicy Policy = new(TopicFilter.Parse("/"));
    private static readonly Gen<int[]> Sizes = Gen.Int[1, 300].Array[1, 60];

    [TestMethod]
    public void Of_a_number_exactly_the_newest_are_kept() => Gen.Select(Gen.Int[1, 40], Sizes.Array[1, 8]).Sample(
        (countMax, rounds) => Run(
            Policy with { CountMax = countMax },
            rounds.Select(sizes => (sizes, 0)),
            (all, kept) => CollectionAssert.AreEqual(all.TakeLast(countMax).ToArray(), kept)),
        iter: 3_000);

    [TestMethod]
    public void Of_a_size_as_many_of_the_newest_are_kept_as_fit_or_the_last_alone() => Gen.Select(Gen.Int[100, 5_000], Sizes.Array[1, 8]).Sample(
        (bytesMax, rounds) => Run(
            Policy with { BytesMax = bytesMax },
            rounds.Select(sizes => (sizes, 0)),
            (all, kept) =>
            {
                CollectionAssert.AreEqual(all.TakeLast(kept.Length).ToArray(), kept);
                Assert.IsTrue(kept.Length == 1 || BytesOf(kept) <= bytesMax, $"{BytesOf(kept)} bytes are kept.");
                Assert.IsTrue(kept.Length == all.Length || BytesOf(all.TakeLast(kept.Length + 1)) > bytesMax, "Too much was dropped.");
            }),
        iter: 3_000);

    [TestMethod]
    public void When_others_drop_the_oldest_too_never_more_goes_than_must_and_an_eighth_more_stays_at_most() =>
        Gen.Select(Gen.Int[1, 100], Gen.Select(Sizes, Gen.Int[0, 80]).Array[1, 12]).Sample(
            (countMax, rounds) => Run(
                Policy with { CountMax = countMax },
                rounds,
                (all, kept) =>
                {
                    CollectionAssert.IsSubsetOf(all.TakeLast(countMax).ToArray(), kept, "Too much was dropped.");
                    Assert.IsLessThanOrEqualTo(countMax + (countMax / 8) + 1, kept.Length);
                }),
            iter: 3_000);

    // Each round adds messages, lets others drop some of the oldest, and sweeps. Messages are told by sequence and size;
    // sequences of other topics lie between them.
    private static void Run(
        TopicPolicy policy, IEnumerable<(int[] Sizes, int Dropped)> rounds, Action<(long Sequence, int Bytes)[], (long Sequence, int Bytes)[]> check)
    {
        var window = new TopicWindow(1, policy);
        var kept = new List<(long Sequence, int Bytes)>();
        var sequence = 0L;
        foreach (var (sizes, dropped) in rounds)
        {
            foreach (var bytes in sizes)
            {
                kept.Add((sequence += 1 + (bytes % 3), bytes));
                window.Add(sequence, bytes);
            }

            if (dropped > 0)
            {
                var first = kept[Math.Min(dropped, kept.Count) - 1].Sequence;
                kept.RemoveAll(message => message.Sequence < first);
                window.Forget(first);
            }

            var before = kept.ToArray();
            Sweep(window, kept);
            check(before, [.. kept]);
        }
    }

    private static void Sweep(TopicWindow window, List<(long Sequence, int Bytes)> kept)
    {
        if (!window.IsOver)
            return;
        var (from, to) = (window.From, window.OverTo);
        Assert.IsGreaterThan(0, window.CountToOverTo);
        kept.RemoveAll(message => from <= message.Sequence && message.Sequence < to && window.TakeIfOver(message.Sequence, message.Bytes));
        Assert.IsFalse(window.IsOver);
    }

    private static long BytesOf(IEnumerable<(long Sequence, int Bytes)> messages) => messages.Sum(message => (long)message.Bytes);
}
