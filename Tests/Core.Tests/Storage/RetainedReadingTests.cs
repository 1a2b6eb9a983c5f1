using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Storage;

/// <summary>Retained messages that only the store still has: they are read when they are wanted, and much may happen meanwhile.</summary>
[TestClass]
public sealed class RetainedReadingTests : IDisposable
{
    private static readonly BrokerLimits Small = BrokerLimits.Default with { HistoryMessagesMax = 2, RefillMessagesMax = 3, OutboxMessagesMax = 16 };

    private readonly MemoryStore _store = new();

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void They_come_in_the_order_of_topics_between_those_in_memory()
    {
        var broker = Restarted("/a", "/b", "/c", "/d", "/e");
        broker.Publish("/d", "new");
        broker.Publish("/b", "new");
        Assert.AreEqual(
            "retained /a:/a, retained /b:new, retained /c:/c, retained /d:new, retained /e:/e", Subscribed(broker, StartKind.Last).Drain());
    }

    [TestMethod]
    public void All_of_many_come_and_none_is_dropped_for_lack_of_room()
    {
        var topics = Enumerable.Range(100, 500).Select(i => $"/{i}").ToArray();
        var session = Subscribed(Restarted(topics), StartKind.Last);
        Assert.AreEqual(string.Join(", ", topics.Select(topic => $"retained {topic}:{topic}")), session.Drain());
        Assert.AreEqual(0, session.Outbox.Dropped);
    }

    [TestMethod]
    public void Large_ones_are_read_one_by_one()
    {
        var before = new TestBroker(Small, _store);
        for (var i = 0; i < 20; i++)
            before.Publish($"/{i}", new string('x', 100_000));
        var session = Subscribed(new TestBroker(Small with { OutboxBytesMax = 1_024 }, _store), StartKind.Last);
        Assert.HasCount(20, session.DrainItems());
    }

    [TestMethod]
    public void One_that_is_replaced_while_it_is_read_gives_way_to_the_new_one()
    {
        var broker = Restarted("/a", "/b");
        broker.HoldsReads = true;
        var session = Subscribed(broker, StartKind.Last);
        broker.Publish("/a", "new");
        Assert.AreEqual("", session.Drain());
        broker.HoldsReads = false;
        broker.Publish("/b", "newer");
        Assert.AreEqual("/a:new, /b:newer", session.Drain());
    }

    [TestMethod]
    public void One_that_is_cleared_while_it_is_read_is_not_shown()
    {
        var broker = Restarted("/a/b", "/a/c");
        broker.HoldsReads = true;
        var (last, lastBelow) = (Subscribed(broker, StartKind.Last), Subscribed(broker, StartKind.LastBelow));
        broker.HoldsReads = false;
        broker.ClearRetained("/a/c");
        Assert.AreEqual("retained /a/b:/a/b, /a/c:", last.Drain());
        Assert.AreEqual("retained /a:/a/b, retained /a/b:/a/b, /a/c:", lastBelow.Drain());
    }

    [TestMethod]
    public void One_that_left_memory_while_others_were_read_is_read_too()
    {
        var broker = Restarted("/a", "/b");
        broker.Publish("/b", "new");
        broker.HoldsReads = true;
        var session = Subscribed(broker, StartKind.Last);
        broker.HoldsReads = false;
        broker.PublishMany("/c", 3);
        Assert.AreEqual("retained /a:/a, retained /b:new, /c:1, /c:2, /c:3", session.Drain());
    }

    [TestMethod]
    public void A_subscription_that_ends_while_they_are_read_leaves_the_others_of_its_session_their_turns()
    {
        var broker = Restarted("/a", "/b");
        broker.HoldsReads = true;
        var session = broker.Attach();
        var first = session.Subscribe("/a", StartKind.Last).Value.Id;
        session.Subscribe("/b", StartKind.Last);
        broker.HoldsReads = false;
        session.Unsubscribe(first);
        Assert.AreEqual("retained /b:/b", session.Drain());
    }

    [TestMethod]
    public void A_session_that_ends_while_they_are_read_is_forgotten()
    {
        var broker = Restarted("/a");
        broker.HoldsReads = true;
        var session = Subscribed(broker, StartKind.Last);
        broker.HoldsReads = false;
        session.Detach();
        Assert.AreEqual("", session.Drain());
    }

    [TestMethod]
    public void Who_asks_for_the_last_message_gets_what_is_the_last_when_it_was_read()
    {
        var broker = Restarted("/replaced", "/cleared", "/a");
        broker.HoldsReads = true;
        var replaced = broker.AskLast("/replaced");
        var cleared = broker.AskLast("/cleared");
        var same = broker.AskLast("/a");
        broker.Publish("/replaced", "new");
        broker.HoldsReads = false;
        broker.ClearRetained("/cleared");
        Assert.AreEqual(4, replaced.Value!.Sequence);
        Assert.IsNull(cleared.Value);
        Assert.AreEqual(3, same.Value!.Sequence);
    }

    [TestMethod]
    public void One_that_expired_is_not_given()
    {
        new TestBroker(Small, _store).Publish("/a", TestBroker.Content("x") with { TimeToLive = TimeSpan.FromSeconds(1) });
        var broker = new TestBroker(Small, _store);
        Assert.IsNotNull(broker.Last("/a"));
        broker.Pass(TimeSpan.FromSeconds(1));
        Assert.IsNull(broker.Last("/a"));
        Assert.AreEqual("", Subscribed(broker, StartKind.Last).Drain());
    }

    [TestMethod]
    public void So_many_wait_for_last_messages_and_not_more()
    {
        new TestBroker(Small, _store).Publish("/a", "x");
        var broker = new TestBroker(Small with { CommandsMax = 2 }, _store) { HoldsReads = true };
        var waiting = Enumerable.Range(0, 2).Select(_ => broker.AskLast("/a")).ToList();
        broker.AskLast("/a").Refused(ErrorCode.ServerBusy);
        broker.HoldsReads = false;
        broker.Tick();
        Assert.IsTrue(waiting.TrueForAll(answer => answer.Value!.Sequence == 1));
        Assert.AreEqual(1, broker.Last("/a")!.Sequence);
    }

    [TestMethod]
    public void Those_in_the_store_are_not_counted_as_memory()
    {
        var broker = new TestBroker(Small with { RetainedBytesMax = 1_024 }, _store);
        for (var i = 0; i < 50; i++)
            broker.Publish($"/{i}", new string('x', 2_000));
        Assert.AreEqual(1, broker.Last("/0")!.Sequence);
    }

    [TestMethod]
    public void One_that_is_damaged_is_a_gap_and_none_to_who_asks()
    {
        using var store = new FailingStore();
        foreach (var topic in (string[])["/a", "/b", "/c"])
            new TestBroker(Small, store).Publish(topic, topic);
        store.Misread[1] = null;
        store.Misread[2] = 3;
        var broker = new TestBroker(Small, store);
        Assert.AreEqual("gap 1-1 of 1, gap 2-2 of 1, retained /c:/c", Subscribed(broker, StartKind.Last).Drain());
        Assert.IsNull(broker.Last("/a"));
        Assert.IsNull(broker.Last("/b"));
        Assert.AreEqual("/c", broker.Last("/c")!.Topic.Name.Value);
    }

    [TestMethod]
    public void A_damaged_message_of_the_log_is_a_gap_once()
    {
        using var store = new FailingStore();
        new TestBroker(Small, store).PublishMany("/a", 12);
        foreach (var sequence in (long[])[1, 2, 6, 7, 12])
            store.Misread[sequence] = null;
        var replayed = Subscribed(new TestBroker(Small, store), StartKind.All).Drain().Split(", ");
        var gaps = string.Join(", ", replayed.Where(item => item.StartsWith("gap", StringComparison.Ordinal)));
        Assert.AreEqual("gap 1-1 of 1, gap 2-2 of 1, gap 6-6 of 1, gap 7-7 of 1, gap 12-12 of 1", gaps);
        Assert.AreEqual("/a:3, /a:4, /a:5, /a:8, /a:9, /a:10, /a:11", string.Join(", ", replayed.Where(item => item.StartsWith('/'))));
    }

    [TestMethod]
    public void One_that_no_store_has_stays_in_memory_however_much_follows()
    {
        var policies = new TopicPolicies([new TopicPolicy(TopicFilter.Parse("/m")) { Durability = Durability.Memory }]);
        var broker = new TestBroker(Small, _store, policies: policies);
        broker.Publish("/m", "memory");
        broker.PublishMany("/a", 10);
        broker.HoldsReads = true;
        Assert.AreEqual("memory", TestBroker.Body(broker.Last("/m")!));
        broker.HoldsReads = false;
        Assert.AreEqual("retained /a:10, retained /m:memory", string.Join(", ", Subscribed(broker, StartKind.Last).Drain().Split(", ").Order()));
    }

    [TestMethod]
    public void A_session_that_went_has_its_place_until_what_was_read_for_it_has_come()
    {
        new TestBroker(Small, _store).Publish("/a", "x");
        var broker = new TestBroker(Small with { SessionsMax = 1 }, _store) { HoldsReads = true };
        var session = Subscribed(broker, StartKind.Last);
        session.Detach();
        broker.Attach().Attached.Refused(ErrorCode.LimitExceeded);
        broker.HoldsReads = false;
        broker.Tick();
        Assert.AreEqual("retained /a:x", Subscribed(broker, StartKind.Last).Drain());
    }

    [TestMethod]
    public void A_durable_subscription_that_was_deleted_has_its_place_until_what_was_read_for_it_has_come()
    {
        new TestBroker(Small, _store).PublishMany("/a", 10);
        var broker = new TestBroker(Small with { DurableSubscriptionsMax = 1 }, _store) { HoldsReads = true };
        var session = broker.Attach();
        session.Subscribe("/a", new DurableOptions("first"), StartKind.All);
        broker.Apply(new DeleteSubscription("first", null, AnyOwner: true, new Answered<Done>()));
        session.Subscribe("/a", new DurableOptions("second")).Refused(ErrorCode.LimitExceeded);
        broker.HoldsReads = false;
        broker.Tick();
        Assert.IsFalse(session.Subscribe("/a", new DurableOptions("second")).Value.Resumed);
    }

    // A broker that has published each topic's name to it, and another one after it.
    private TestBroker Restarted(params string[] topics)
    {
        var before = new TestBroker(Small, _store);
        foreach (var topic in topics)
            before.Publish(topic, topic);
        return new TestBroker(Small, _store);
    }

    private static TestSession Subscribed(TestBroker broker, StartKind start)
    {
        var session = broker.Attach();
        session.Subscribe("/", start);
        return session;
    }
}
