using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S2_Start
{
    private static readonly BrokerLimits KeepsThree = BrokerLimits.Default with { HistoryMessagesMax = 3 };

    [TestMethod]
    public void Last_is_the_retained_message_of_each_matching_topic_then_live()
    {
        var broker = new TestBroker();
        broker.Publish("/a/x", "1");
        broker.Publish("/a/y", "2");
        broker.Publish("/a/x", "3");
        broker.Publish("/b", "4");
        var session = broker.Attach();
        session.Subscribe("/a");
        broker.Publish("/a/z", "5");
        Assert.AreEqual("retained /a/x:3, retained /a/y:2, /a/z:5", session.Drain());
    }

    [TestMethod]
    [DataRow("=/a", "retained /a:1")]
    [DataRow("/a/+", "retained /a/x:2")]
    [DataRow("/a/#", "retained /a:1, retained /a/x:2, retained /a/x/y:3")]
    [DataRow("/+/x", "retained /a/x:2")]
    [DataRow("/", "retained /a:1, retained /a/x:2, retained /a/x/y:3")]
    [DataRow("/$own", "retained /$own:4")]
    [DataRow("=/$own", "retained /$own:4")]
    [DataRow("/none/+", "")]
    public void Last_goes_by_the_filter(string filter, string expected)
    {
        var broker = new TestBroker();
        broker.Publish("/a", "1");
        broker.Publish("/a/x", "2");
        broker.Publish("/a/x/y", "3");
        broker.Publish("/$own", "4");
        var session = broker.Attach();
        session.Subscribe(filter);
        Assert.AreEqual(expected, session.Drain());
    }

    [TestMethod]
    public void Last_outlives_the_history()
    {
        var broker = new TestBroker(KeepsThree);
        broker.Publish("/a", "kept");
        broker.PublishMany("/b", 10);
        var session = broker.Attach();
        session.Subscribe("/a");
        Assert.AreEqual("retained /a:kept", session.Drain());
    }

    [TestMethod]
    public void A_cleared_topic_has_no_last_message()
    {
        var broker = new TestBroker();
        broker.Publish("/a", "1");
        broker.ClearRetained("/a");
        var session = broker.Attach();
        session.Subscribe("/a");
        Assert.AreEqual("", session.Drain());
        Assert.IsNull(broker.Last("/a"));
        broker.Publish("/a", "2");
        Assert.AreEqual("/a:2", session.Drain());
    }

    [TestMethod]
    public void Clearing_reaches_those_who_are_subscribed()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a");
        broker.ClearRetained("/a");
        Assert.AreEqual("/a:", session.Drain());
    }

    [TestMethod]
    public void LastBelow_shows_each_topic_with_the_last_message_at_or_below_it_in_order_of_creation()
    {
        var broker = new TestBroker();
        broker.Publish("/a/x", "1");
        broker.Publish("/a/y", "2");
        var session = broker.Attach();
        session.Subscribe("/", StartKind.LastBelow);
        Assert.AreEqual("retained /a:2, retained /a/x:1, retained /a/y:2", session.Drain());
    }

    [TestMethod]
    public void New_is_live_only()
    {
        var broker = new TestBroker();
        broker.Publish("/a", "1");
        var session = broker.Attach();
        session.Subscribe("/a", StartKind.New);
        broker.Publish("/a", "2");
        Assert.AreEqual("/a:2", session.Drain());
    }

    [TestMethod]
    public void All_is_all_that_is_kept()
    {
        var (broker, session) = WithSix(BrokerLimits.Default);
        session.Subscribe("/a", StartKind.All);
        broker.Publish("/a", "7");
        Assert.AreEqual("/a:1, /a:2, /a:3, /a:4, /a:5, /a:6, /a:7", session.Drain());
    }

    [TestMethod]
    [DataRow(-5L, "/a:1, /a:2, /a:3, /a:4, /a:5, /a:6")]
    [DataRow(5L, "/a:5, /a:6")]
    [DataRow(7L, "")]
    [DataRow(long.MaxValue, "")]
    public void Sequence_is_from_that_message_on(long sequence, string expected)
    {
        var (_, session) = WithSix(BrokerLimits.Default);
        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Sequence, StartSequence = sequence });
        Assert.AreEqual(expected, session.Drain());
    }

    [TestMethod]
    [DataRow(0, "/a:1, /a:2, /a:3, /a:4, /a:5, /a:6")]
    [DataRow(4, "/a:5, /a:6")]
    [DataRow(100, "")]
    public void Time_is_from_the_first_message_published_then_or_later(int seconds, string expected)
    {
        var broker = new TestBroker();
        var start = broker.Now;
        for (var i = 1; i <= 6; i++)
        {
            broker.Publish("/a", $"{i}");
            broker.Pass(TimeSpan.FromSeconds(1));
        }

        var session = broker.Attach();
        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = start.AddSeconds(seconds) });
        Assert.AreEqual(expected, session.Drain());
    }

    [TestMethod]
    public void A_start_older_than_what_is_kept_begins_after_a_gap()
    {
        var (_, session) = WithSix(KeepsThree);
        var started = session.Subscribe("/a", StartKind.All).Value;
        Assert.AreEqual(4, started.StartSequence);
        Assert.AreEqual("gap 1-3, /a:4, /a:5, /a:6", session.Drain());
        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Sequence, StartSequence = 2 });
        Assert.AreEqual("gap 2-3, /a:4, /a:5, /a:6", session.Drain());
    }

    [TestMethod]
    public void A_time_older_than_what_is_kept_begins_after_a_gap_and_a_newer_one_does_not()
    {
        var broker = new TestBroker(KeepsThree);
        var times = new List<DateTime>();
        for (var i = 1; i <= 6; i++)
        {
            times.Add(broker.Now);
            broker.Publish("/a", $"{i}");
            broker.Pass(TimeSpan.FromSeconds(1));
        }

        var session = broker.Attach();
        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = times[2] });
        Assert.AreEqual("gap 1-3, /a:4, /a:5, /a:6", session.Drain());
        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = times[2].AddTicks(1) });
        Assert.AreEqual("/a:4, /a:5, /a:6", session.Drain());
    }

    [TestMethod]
    public void Only_the_last_message_is_flagged_retained()
    {
        var (_, session) = WithSix(BrokerLimits.Default);
        session.Subscribe("/a", StartKind.All);
        session.Subscribe("/a", StartKind.Last);
        var items = session.DrainItems();
        Assert.IsTrue(items.SkipLast(1).All(item => item.Kind == OutboxItemKind.Message));
        Assert.AreEqual(OutboxItemKind.Retained, items[^1].Kind);
    }

    private static (TestBroker Broker, TestSession Session) WithSix(BrokerLimits limits)
    {
        var broker = new TestBroker(limits);
        broker.PublishMany("/a", 6);
        return (broker, broker.Attach());
    }
}
