using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S7_Redelivery : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly MemoryStore _store = new();
    private readonly TestBroker _broker;
    private readonly TestSession _session;

    public S7_Redelivery()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void Later_messages_flow_while_one_waits()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        _session.Return(_session.DrainItems()[0]);
        _broker.Publish("/a", "2");
        Assert.AreEqual("/a:2", _session.Drain());
        Pass(2 * Second);
        Assert.AreEqual("/a:1 try 2 again", _session.Drain());
    }

    [TestMethod]
    public void A_strict_subscription_sends_the_next_message_when_the_one_before_is_settled()
    {
        _session.Subscribe("/a", Orders with { Order = DeliveryOrder.Strict });
        _broker.PublishMany("/a", 3);
        var first = _session.DrainItems();
        Assert.HasCount(1, first);
        _session.Return(first[0]);
        Assert.AreEqual("", _session.Drain());
        Pass(2 * Second);
        var again = _session.DrainItems();
        Assert.AreEqual("/a:1 try 2 again", _broker.Render(again[0]));
        _session.Acknowledge([.. again]);
        Assert.AreEqual("/a:2", _session.Drain());
    }

    [TestMethod]
    public void A_returned_message_comes_when_its_subscriber_says()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 2);
        var seen = _session.DrainItems();
        _session.Return(seen[0], TimeSpan.Zero);
        var again = _session.DrainItems();
        Assert.AreEqual("/a:1 try 2 again", _broker.Render(again.Single()));
        _session.Acknowledge([.. again]);
        _session.Return(seen[1], TimeSpan.FromHours(1));
        Pass(TimeSpan.FromMinutes(59));
        Assert.AreEqual("", _session.Drain());
        Pass(TimeSpan.FromMinutes(1));
        Assert.AreEqual("/a:2 try 2 again", _session.Drain());
    }

    [TestMethod]
    public void The_delay_doubles_from_one_second_to_a_minute_and_no_two_messages_wait_alike()
    {
        var expected = new double[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
        for (var attempts = 1; attempts <= expected.Length; attempts++)
        {
            var delays = Enumerable.Range(1, 1_000).Select(sequence => RedeliveryDelay.After(attempts, 7, sequence) / Second / expected[attempts - 1]).ToArray();
            Assert.IsTrue(delays.All(delay => delay is >= 0.9 and <= 1.1));
            Assert.AreEqual(1, delays.Average(), 0.01);
            Assert.IsGreaterThan(990, delays.Distinct().Count());
        }
    }

    [TestMethod]
    public void Redeliveries_are_counted()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 2);
        _session.Return(_session.DrainItems()[0], TimeSpan.Zero);
        var answer = new Answered<DurableList>();
        _broker.Apply(new ListSubscriptions(null, 10, answer));
        Assert.AreEqual(1, answer.Value.Subscriptions[0].Redeliveries);
    }

    [TestMethod]
    public void What_waits_survives_a_crash_with_its_attempts_and_its_time()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        _session.Return(_session.DrainItems()[0], TimeSpan.FromMinutes(5));

        var broker = new TestBroker(store: _store, now: _broker.Now.AddMinutes(4));
        var session = broker.Attach();
        session.Subscribe("/a", Orders);
        Assert.AreEqual("", session.Drain());
        broker.Pass(TimeSpan.FromMinutes(1));
        broker.Tick();
        Assert.AreEqual("/a:1 try 2 again", session.Drain());
    }

    [TestMethod]
    public void A_message_no_longer_in_memory_is_read_to_be_tried_again()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(BrokerLimits.Default with { HistoryMessagesMax = 2 }, store);
        var session = broker.Attach();
        session.Subscribe("/a", Orders);
        broker.PublishMany("/a", 5);
        session.Return(session.DrainItems()[0], TimeSpan.Zero);
        Assert.AreEqual("/a:1 try 2 again", session.Drain());
    }

    [TestMethod]
    public void A_message_that_retention_has_dropped_is_told_as_a_gap()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(BrokerLimits.Default with { HistoryMessagesMax = 2 }, store);
        var session = broker.Attach();
        session.Subscribe("/a", Orders);
        broker.PublishMany("/a", 5);
        var seen = session.DrainItems();
        session.Acknowledge([.. seen.Skip(1)]);
        session.Return(seen[0], Second);
        broker.Apply(new TrimLog(4));
        broker.Pass(Second);
        broker.Tick();
        Assert.AreEqual("gap 1-1 of 1", session.Drain());
        Assert.IsEmpty(store.Load().Subscriptions[0].Holes);
    }

    [TestMethod]
    public void Past_the_limit_of_unsettled_messages_no_new_ones_come()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(BrokerLimits.Default with { UnsettledPerSubscriptionMax = 3 }, store);
        var session = broker.Attach();
        session.Subscribe("/a", Orders, StartKind.New);
        broker.PublishMany("/a", 5);
        var seen = session.DrainItems();
        Assert.HasCount(3, seen);
        session.Return(seen[0], TimeSpan.FromHours(1));
        Assert.AreEqual("", session.Drain());
        session.Acknowledge(seen[1]);
        Assert.AreEqual("/a:4", session.Drain());
    }

    private void Pass(TimeSpan time)
    {
        _broker.Pass(time);
        _broker.Tick();
    }
}
