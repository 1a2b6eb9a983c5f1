using WcfBroker.Cli.Top;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Clients.Tests.Cli;

[TestClass]
public sealed class TopTests
{
    private static readonly DateTime Started = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public void Rates_are_what_was_added_between_two_looks()
    {
        var frame = new TopFrame(Sample(10, 5, ("/a", 4), ("/b", 6)), Sample(30, 25, ("/a", 4), ("/b", 16), ("/c", 10)), TimeSpan.FromSeconds(2));
        Assert.AreEqual(10, frame.PublishedPerSecond);
        Assert.AreEqual(10, frame.DeliveredPerSecond);
        CollectionAssert.AreEqual(
            ((string, double, long)[])[("/b", 5, 16), ("/c", 5, 10)], frame.Topics(2).ToArray());
    }

    [TestMethod]
    public void A_broker_that_was_started_anew_counts_from_zero()
    {
        var before = Sample(10, 1_000, ("/a", 500));
        var now = Sample(12, 4, ("/a", 2));
        now.Info.StartedUtc = Started.AddSeconds(1);
        var frame = new TopFrame(before, now, TimeSpan.FromSeconds(1));
        Assert.AreEqual(4, frame.DeliveredPerSecond);
        Assert.AreEqual(2, frame.Topics(1).Single().PerSecond);
    }

    private static TopSample Sample(long head, long delivered, params (string Name, long Count)[] topics) => new(
        0,
        new ServerInfo { StartedUtc = Started, HeadSequence = head, Delivered = delivered },
        [.. topics.Select(topic => new TopicInfo { Name = topic.Name, MessageCount = topic.Count })],
        [],
        []);
}
