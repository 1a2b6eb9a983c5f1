using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S3_Join
{
    [TestMethod]
    public void Subscribe_returns_id_start_and_head()
    {
        var broker = new TestBroker();
        broker.PublishMany("/a", 5);
        var session = broker.Attach();
        var live = session.Subscribe("/a").Value;
        Assert.AreEqual((6, 5), (live.StartSequence, live.HeadSequence));
        var replayed = session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Sequence, StartSequence = 2 }).Value;
        Assert.AreEqual((2, 5), (replayed.StartSequence, replayed.HeadSequence));
        Assert.AreNotEqual(live.Id, replayed.Id);
    }

    [TestMethod]
    [DataRow(StartKind.Last)]
    [DataRow(StartKind.All)]
    public void Thousands_replayed_join_what_is_published_meanwhile_without_gap_or_duplicate(StartKind start)
    {
        const int Topics = 5_000;
        var broker = new TestBroker();
        broker.PublishTopics("/t", Topics);
        var session = broker.Attach();
        session.Subscribe("/t", start);
        var items = new List<OutboxItem>();
        var published = Topics;
        int room;
        do
        {
            for (var i = 0; i < 10; i++)
                broker.Publish($"/t/{published++ % Topics}", "live");
            room = session.Outbox.Drain(items, 100, long.MaxValue, broker.Now);
            if (room > 0)
                broker.Apply(new Refill(session.Id, room));
        }
        while (room > 0 || session.Outbox.Count > 0);
        CollectionAssert.AreEqual(Enumerable.Range(1, published).ToList(), items.Select(item => (int)item.Message!.Sequence).ToList());
    }

    [TestMethod]
    public void Many_subscriptions_that_start_at_once_lose_nothing()
    {
        var broker = new TestBroker();
        for (var topic = 0; topic < 20; topic++)
            broker.PublishTopics($"/t{topic}", 300);
        var session = broker.Attach();
        for (var topic = 0; topic < 20; topic++)
            session.Subscribe($"/t{topic}");
        var items = session.DrainItems();
        Assert.HasCount(6_000, items);
        Assert.IsTrue(items.TrueForAll(item => item.Kind == OutboxItemKind.Retained));
    }

    [TestMethod]
    public void Large_messages_are_replayed_without_loss()
    {
        var broker = new TestBroker();
        for (var i = 0; i < 30; i++)
            broker.Publish($"/t/{i}", new string('x', 1 << 20));
        var session = broker.Attach();
        session.Subscribe("/t", StartKind.Last);
        session.Subscribe("/t", StartKind.All);
        Assert.IsFalse(session.DrainItems().Exists(item => item.Kind == OutboxItemKind.Gap));
        Assert.AreEqual(0, session.Outbox.Dropped);
    }

    [TestMethod]
    public void Replayed_subscriptions_take_turns()
    {
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 8 });
        broker.PublishMany("/a", 10);
        var session = broker.Attach();
        session.Subscribe("/a", StartKind.All);
        session.Subscribe("/a", StartKind.All);
        var order = session.DrainItems().Select(item => item.Subscription!.Id.Value).ToList();
        Assert.IsLessThan(10, order.IndexOf("s2"), "The second waits for the end of the first.");
    }

    [TestMethod]
    public void What_the_history_forgets_meanwhile_is_told_as_one_gap()
    {
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 8, HistoryMessagesMax = 10 });
        broker.PublishMany("/a", 10);
        var session = broker.Attach();
        session.Subscribe("/a", StartKind.All);
        broker.PublishMany("/a", 20);
        Assert.StartsWith("/a:1, /a:2, gap 3-20, /a:11, /a:12", session.Drain());
    }

    [TestMethod]
    public void A_rare_topic_is_found_piece_by_piece()
    {
        var broker = new TestBroker(BrokerLimits.Default with { RefillScanMax = 10 });
        broker.Publish("/rare", "1");
        broker.PublishMany("/a", 95);
        broker.Publish("/rare", "2");
        var session = broker.Attach();
        session.Subscribe("/rare", StartKind.All);
        broker.Publish("/rare", "3");
        Assert.AreEqual("/rare:1, /rare:2, /rare:3", session.Drain());
        broker.Publish("/rare", "4");
        Assert.AreEqual("/rare:4", session.Drain());
    }

    [TestMethod]
    public void A_subscription_that_ends_while_it_catches_up_is_replayed_no_more()
    {
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 8 });
        broker.PublishMany("/a", 10);
        var session = broker.Attach();
        session.Unsubscribe(session.Subscribe("/a", StartKind.All).Value.Id);
        Assert.AreEqual("/a:1, /a:2", session.Drain());
    }

    [TestMethod]
    public void A_session_that_wants_each_message_once_gets_it_once_while_it_catches_up()
    {
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 8 });
        broker.PublishTopics("/a", 20);
        var session = broker.Attach(oncePerMessage: true);
        session.Subscribe("/a/0", StartKind.LastBelow);
        session.Subscribe("/a", StartKind.LastBelow);
        broker.Publish("/a/0", "live");
        broker.Publish("/a/1", "live");
        var live = session.DrainItems().Where(item => item.Kind == OutboxItemKind.Message).Select(broker.Render);
        Assert.AreEqual("/a/0:live, /a/1:live", string.Join(", ", live));
    }

    [TestMethod]
    public void A_responder_of_a_session_that_wants_each_message_once_takes_no_message_from_its_subscriptions()
    {
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 8 });
        broker.PublishTopics("/a", 5);
        var session = broker.Attach(oncePerMessage: true);
        session.Respond("/a");
        session.Subscribe("/a", StartKind.LastBelow);
        broker.Publish("/a/0", "live");
        Assert.EndsWith("/a/0:live", session.Drain());
    }

    [TestMethod]
    public void A_session_that_wants_each_message_once_starts_an_equal_filter_anew()
    {
        var broker = new TestBroker();
        var session = broker.Attach(oncePerMessage: true);
        session.Subscribe("/a", StartKind.LastBelow);
        broker.Publish("/a", "1");
        session.Subscribe("/a", StartKind.LastBelow);
        Assert.AreEqual(1, broker.Publish("/a", "2").Value.MatchedSubscriptions);
        Assert.AreEqual("/a:1, retained /a:1, /a:2", session.Drain());
    }
}
