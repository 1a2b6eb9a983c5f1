using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S14_Slow_subscribers
{
    private static readonly SubscriptionOptions LatestPerTopic = new() { Start = StartKind.New, WhenSlow = SlowPolicy.LatestPerTopic };
    private static readonly SubscriptionOptions Disconnect = new() { Start = StartKind.New, WhenSlow = SlowPolicy.Disconnect };
    private static readonly BrokerLimits Four = BrokerLimits.Default with { OutboxMessagesMax = 4 };

    [TestMethod]
    public void DropOldest_tells_one_gap_for_a_run_of_drops()
    {
        var (broker, session) = Subscribed(Four, SubscriptionOptions.Default);
        broker.PublishMany("/a", 10);
        Assert.AreEqual("gap 1-6 of 6, /a:7, /a:8, /a:9, /a:10", session.Drain());
        Assert.AreEqual(6, session.Outbox.Dropped);
    }

    [TestMethod]
    public void Each_run_of_drops_has_its_own_gap_before_what_follows()
    {
        var (broker, session) = Subscribed(Four, SubscriptionOptions.Default);
        broker.PublishMany("/a", 5);
        Assert.AreEqual("gap 1-1 of 1, /a:2, /a:3, /a:4, /a:5", session.Drain());
        broker.PublishMany("/a", 6);
        Assert.AreEqual("gap 6-7 of 2, /a:3, /a:4, /a:5, /a:6", session.Drain());
    }

    [TestMethod]
    public void The_gap_names_the_subscription_that_lost()
    {
        var (broker, session) = Subscribed(Four, SubscriptionOptions.Default);
        var other = session.Subscribe("/b").Value.Id;
        broker.Publish("/b", "1");
        broker.PublishMany("/a", 4);
        var gap = session.DrainItems()[0];
        Assert.AreEqual(OutboxItemKind.Gap, gap.Kind);
        Assert.AreEqual(other, gap.Subscription!.Id);
    }

    [TestMethod]
    public void Bytes_bound_as_well_as_messages()
    {
        var (broker, session) = Subscribed(BrokerLimits.Default with { OutboxBytesMax = 3_000 }, SubscriptionOptions.Default);
        for (var i = 0; i < 5; i++)
            broker.Publish("/a", new MessageContent { Body = new byte[1_000] });
        Assert.AreEqual("gap 1-3 of 3", session.Drain().Split(", ")[0]);
    }

    [TestMethod]
    public void One_message_larger_than_all_room_is_let_in_alone()
    {
        var (broker, session) = Subscribed(BrokerLimits.Default with { OutboxBytesMax = 1_000 }, SubscriptionOptions.Default);
        broker.Publish("/a", "1");
        broker.Publish("/a", new string('x', 2_000));
        broker.Publish("/a", "3");
        Assert.AreEqual("gap 1-2 of 2, /a:3", session.Drain());
        broker.Publish("/a", new string('x', 2_000));
        Assert.HasCount(1, session.DrainMessages());
    }

    [TestMethod]
    public void LatestPerTopic_keeps_the_newest_of_each_topic_in_the_place_of_the_oldest()
    {
        var (broker, session) = Subscribed(Four, LatestPerTopic);
        broker.PublishMany("/a/x", 3);
        broker.PublishMany("/a/y", 2);
        broker.Publish("/a/x", "4");
        Assert.AreEqual("/a/x:4, /a/y:2", session.Drain());
        broker.Publish("/a/x", "5");
        Assert.AreEqual("/a/x:5", session.Drain());
    }

    [TestMethod]
    public void LatestPerTopic_of_more_topics_than_there_is_room_tells_a_gap()
    {
        var (broker, session) = Subscribed(Four, LatestPerTopic);
        broker.PublishTopics("/a", 6);
        Assert.AreEqual("gap 1-2 of 2, /a/2:2, /a/3:3, /a/4:4, /a/5:5", session.Drain());
    }

    [TestMethod]
    public void LatestPerTopic_stays_within_the_bytes_when_messages_grow()
    {
        var (broker, session) = Subscribed(BrokerLimits.Default with { OutboxBytesMax = 10_000 }, LatestPerTopic);
        broker.PublishTopics("/a", 20);
        for (var i = 0; i < 20; i++)
            broker.Publish($"/a/{i}", new MessageContent { Body = new byte[1_000] });
        Assert.IsLessThanOrEqualTo(10_000, session.DrainMessages().Sum(message => message.Content.Bytes));
    }

    [TestMethod]
    public void LatestPerTopic_never_replaces_a_request()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a", LatestPerTopic with { Responder = true });
        broker.Publish("/a");
        broker.Request("/a", "1");
        broker.Request("/a", "2");
        Assert.AreEqual("request /a:1, request /a:2", session.Drain());
    }

    [TestMethod]
    public void Disconnect_closes_the_session_and_forgets_what_waits()
    {
        var (broker, session) = Subscribed(Four, Disconnect);
        broker.PublishMany("/a", 4);
        Assert.IsNull(session.Outbox.Closed);
        broker.Publish("/a", "5");
        Assert.Contains("too slow", session.Outbox.Closed!);
        broker.Publish("/a", "6");
        Assert.AreEqual("", session.Drain());
    }

    [TestMethod]
    public void A_closed_outbox_lets_nothing_in_and_keeps_what_was_there_unless_told_to_forget()
    {
        var (broker, session) = Subscribed(Four, SubscriptionOptions.Default);
        broker.Publish("/a", "1");
        session.Outbox.Close("the broker stops", forget: false);
        broker.Publish("/a", "2");
        Assert.AreEqual("/a:1", session.Drain());
        Assert.AreEqual("the broker stops", session.Outbox.Closed);
    }

    [TestMethod]
    public void A_stopped_subscriber_takes_nothing_from_another()
    {
        var broker = new TestBroker(Four);
        var stopped = broker.Attach();
        var reader = broker.Attach();
        stopped.Subscribe("/a", StartKind.New);
        reader.Subscribe("/a", StartKind.New);
        for (var i = 1; i <= 1_000; i++)
        {
            broker.Publish("/a", $"{i}");
            Assert.AreEqual($"/a:{i}", reader.Drain());
        }

        Assert.AreEqual("gap 1-996 of 996, /a:997, /a:998, /a:999, /a:1000", stopped.Drain());
    }

    [TestMethod]
    public void Notices_among_dropped_messages_are_kept()
    {
        var broker = new TestBroker(Four);
        var session = broker.Attach();
        session.Subscribe("/a", new SubscriptionOptions { TopicNotices = TopicNotices.Covered });
        broker.PublishTopics("/a", 6);
        Assert.AreEqual(
            "new /a/0 /a/1, gap 1-2 of 2, new /a/2, /a/2:2, new /a/3, /a/3:3, new /a/4, /a/4:4, new /a/5, /a/5:5", session.Drain());
    }

    [TestMethod]
    public void A_session_that_subscribes_for_ever_and_never_reads_is_closed()
    {
        var broker = new TestBroker(BrokerLimits.Default with { HistoryMessagesMax = 1, OutboxNoticesMax = 100 });
        broker.PublishMany("/a", 3);
        var session = broker.Attach();
        for (var i = 0; i < 1_000; i++)
            session.Unsubscribe(session.Subscribe("/b", StartKind.All).Value.Id);
        Assert.IsNotNull(session.Outbox.Closed);
        Assert.AreEqual(0, session.Outbox.Count);
    }

    [TestMethod]
    [DataRow("/a", null, "/a:10")]
    [DataRow("/a/+", null, "/a/b:10")]
    [DataRow("/a", SlowPolicy.DropOldest, "gap 1-6 of 6, /a:7, /a:8, /a:9, /a:10")]
    [DataRow("/", null, "gap 1-6 of 6, /a:7, /a:8, /a:9, /a:10")]
    [DataRow("/b", null, "gap 1-6 of 6, /b:7, /b:8, /b:9, /b:10")]
    public void A_subscription_that_does_not_say_it_does_what_the_policy_of_its_topic_says(string filter, SlowPolicy? whenSlow, string received)
    {
        var policies = new TopicPolicies([new TopicPolicy(TopicFilter.Parse("/a")) { WhenSlow = SlowPolicy.LatestPerTopic }]);
        var broker = new TestBroker(Four, policies: policies);
        var session = broker.Attach();
        session.Subscribe(filter, new SubscriptionOptions { Start = StartKind.New, WhenSlow = whenSlow });
        broker.PublishMany(received.Split(' ')[^1].Split(':')[0], 10);
        Assert.AreEqual(received, session.Drain());
    }

    private static (TestBroker Broker, TestSession Session) Subscribed(BrokerLimits limits, SubscriptionOptions options)
    {
        var broker = new TestBroker(limits);
        var session = broker.Attach();
        session.Subscribe("/a", options);
        return (broker, session);
    }
}
