using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S11_Retention : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TopicPolicies OneHour = new([new TopicPolicy(TopicFilter.Parse("/hour")) { AgeMax = Hour }]);
    private static readonly BrokerLimits ThreeInMemory = BrokerLimits.Default with { HistoryMessagesMax = 3 };

    private readonly MemoryStore _store = new();

    public void Dispose() => _store.Dispose();

    [TestMethod]
    [DataRow(3)]
    [DataRow(100)]
    public void What_was_dropped_is_gone_from_memory_and_store_and_is_passed_over(int historyMessages)
    {
        var limits = BrokerLimits.Default with { HistoryMessagesMax = historyMessages };
        var broker = new TestBroker(limits, _store);
        broker.PublishMany("/a", 8);
        broker.Drop(2, 3, 7);
        foreach (var one in (TestBroker[])[broker, new TestBroker(limits, _store)])
            Assert.AreEqual("/a:1, /a:4, /a:5, /a:6, /a:8", one.Replay(StartKind.All));
    }

    [TestMethod]
    public void The_last_message_of_a_topic_is_not_dropped_unless_it_was_cleared()
    {
        var broker = new TestBroker(store: _store);
        broker.Publish("/a", "1");
        broker.Publish("/b", "2");
        broker.ClearRetained("/b");
        foreach (var one in (TestBroker[])[broker, new TestBroker(store: _store)])
        {
            one.Drop(1, 2);
            Assert.AreEqual("/a:1, /b:", one.Replay(StartKind.All));
        }

        Assert.AreEqual("retained /a:1", broker.Replay(StartKind.Last));
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(100)]
    public void A_broker_starts_though_the_newest_messages_were_dropped(int historyMessages)
    {
        var before = new TestBroker(store: _store);
        before.PublishMany("/a", 5);
        before.ClearRetained("/a");
        before.Drop(4, 5, 6);
        var after = new TestBroker(BrokerLimits.Default with { HistoryMessagesMax = historyMessages }, _store);
        Assert.AreEqual(7, after.Publish("/a", "7").Value.Sequence);
        Assert.AreEqual("/a:1, /a:2, /a:3, /a:7", after.Replay(StartKind.All));
        after.ClearRetained("/a");
        after.Drop(1, 2, 3, 7, 8);
        Assert.AreEqual(9, new TestBroker(store: _store).Publish("/a").Value.Sequence);
    }

    [TestMethod]
    public void A_last_message_that_is_too_old_goes_when_another_takes_its_place()
    {
        var broker = new TestBroker(store: _store, policies: OneHour);
        broker.Publish("/hour", "1");
        broker.Publish("/other", "1");
        broker.Pass(Hour + TimeSpan.FromTicks(1));
        broker.Publish("/hour", "2");
        broker.Publish("/other", "2");
        broker.Pass(Hour);
        broker.Publish("/hour", "3");
        foreach (var one in (TestBroker[])[broker, new TestBroker(store: _store)])
            Assert.AreEqual("/other:1, /hour:2, /other:2, /hour:3", one.Replay(StartKind.All));
    }

    [TestMethod]
    public void A_start_in_time_finds_its_place_among_what_was_dropped()
    {
        var broker = new TestBroker(store: _store);
        for (var i = 1; i <= 9; i++)
        {
            broker.Publish("/a", $"{i}");
            broker.Pass(Hour);
        }

        broker.Drop(4, 5, 6);
        for (var hours = 0; hours < 9; hours++)
        {
            var session = broker.Attach();
            session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = broker.Now - (hours * Hour) });
            Assert.AreEqual(string.Join(", ", Enumerable.Range(10 - hours, hours).Except([4, 5, 6]).Select(i => $"/a:{i}")), session.Drain());
        }
    }

    [TestMethod]
    public void What_is_held_is_neither_trimmed_nor_dropped()
    {
        var broker = new TestBroker(ThreeInMemory, _store, policies: OneHour);
        broker.PublishMany("/hour", 6);
        broker.Broker.HoldFrom(3);
        broker.Pass(2 * Hour);
        Assert.AreEqual(3, broker.Drop(2, 3, 4));
        broker.Apply(new TrimLog(5));
        broker.Publish("/hour", "7");
        Assert.AreEqual("gap 1-2, /hour:3, /hour:4, /hour:5, /hour:6, /hour:7", broker.Replay(StartKind.All));

        broker.Broker.HoldFrom(long.MaxValue);
        Assert.AreEqual(long.MaxValue, broker.Drop(4));
        broker.Apply(new TrimLog(5));
        Assert.AreEqual("gap 1-4, /hour:5, /hour:6, /hour:7", broker.Replay(StartKind.All));
    }

    [TestMethod]
    public void When_the_store_is_full_of_what_is_held_publishing_is_refused_until_it_is_not()
    {
        var broker = new TestBroker(store: _store);
        broker.PublishMany("/a", 10);
        broker.Broker.HoldFrom(4);
        Assert.IsFalse(Trim(broker, 4));
        Assert.AreEqual(11, broker.Publish("/a").Value.Sequence);

        Assert.IsTrue(Trim(broker, 6));
        Assert.Contains("durable subscriptions", broker.Publish("/a").Refused(ErrorCode.StoreFull).Message);
        broker.PublishBatch(("/a", "")).Refused(ErrorCode.StoreFull);
        Assert.IsTrue(Trim(broker, null), "While the size says nothing, it stays so.");

        broker.Broker.HoldFrom(7);
        Assert.IsFalse(Trim(broker, 6));
        Assert.AreEqual(12, broker.Publish("/a").Value.Sequence);
        Assert.AreEqual(6, _store.Load().FirstSequence);
    }

    private static bool Trim(TestBroker broker, long? bySize)
    {
        var answer = new Answered<bool>();
        broker.Apply(new TrimLog(bySize ?? 0) { FirstBySize = bySize, IsRefusing = answer });
        return answer.Value;
    }

    [TestMethod]
    public void A_policy_keeps_what_a_durable_subscription_has_not_settled()
    {
        var hold = new TopicPolicies([new TopicPolicy(TopicFilter.Parse("/held")) { HoldForSubscriptions = true }]);
        var broker = new TestBroker(store: _store, policies: hold);
        var session = broker.Attach();
        session.Subscribe("/held/a", new DurableOptions("holds"));
        session.Subscribe("/other", new DurableOptions("does-not"));
        broker.PublishMany("/other", 3);
        broker.PublishMany("/held/a", 5);
        var held = session.DrainItems().Where(item => item.Topic.Name.Value == "/held/a").ToArray();

        broker.Apply(new TrimLog(9));
        Assert.AreEqual(4, _store.Load().FirstSequence);
        session.Acknowledge(held[1], held[0]);
        broker.Apply(new TrimLog(9));
        Assert.AreEqual(6, _store.Load().FirstSequence);
        broker = new TestBroker(store: _store, policies: hold);
        broker.Apply(new TrimLog(9));
        Assert.AreEqual(6, _store.Load().FirstSequence);
        broker.Apply(new DeleteSubscription("holds", null, AnyOwner: false, new Answered<Done>()));
        broker.Apply(new TrimLog(9));
        Assert.AreEqual(9, _store.Load().FirstSequence);
    }
}
