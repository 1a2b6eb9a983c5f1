using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S7_Pause : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly MemoryStore _store = new();
    private TestBroker _broker;
    private TestSession _session;

    public S7_Pause()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void A_paused_subscription_is_given_nothing_and_resumed_goes_on_where_it_was()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        var before = _session.DrainItems();
        Pause();
        _broker.Publish("/a", "2");
        Assert.AreEqual("", _session.Drain());
        Assert.IsEmpty(_session.Acknowledge([.. before]), "What is in flight can be settled.");
        _broker.Publish("/a", "3");
        Assert.AreEqual("", _session.Drain());

        Pause(paused: false);
        Assert.AreEqual("/a:2, /a:3", _session.Drain());
    }

    [TestMethod]
    public void A_lease_that_ends_meanwhile_leaves_its_message_due_until_the_subscription_goes_on()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        _session.DrainItems();
        Pause();
        for (var i = 0; i < 40; i++)
        {
            _broker.Pass(Second);
            _broker.Tick();
        }

        Assert.AreEqual("", _session.Drain());
        Assert.IsFalse(_broker.Broker.HasDeadlines, "Time changes nothing any more.");
        Pause(paused: false);
        Assert.AreEqual("/a:1 try 2 again", _session.Drain());
    }

    [TestMethod]
    public void It_stays_paused_through_a_restart_and_tells_who_joins()
    {
        _session.Subscribe("/a", Orders);
        Pause();
        _broker.Publish("/a", "1");
        _broker = new TestBroker(store: _store, now: _broker.Now);
        _session = _broker.Attach();

        Assert.IsTrue(_session.Subscribe("/a", Orders).Value.Paused);
        Assert.AreEqual("", _session.Drain());
        Assert.IsTrue(Find().Value.Paused);
        Pause(paused: false);
        Assert.AreEqual("/a:1 again", _session.Drain(), "After a crash it is not known what was given out.");
        Assert.IsFalse(Find().Value.Paused);
    }

    [TestMethod]
    public void Its_order_is_kept()
    {
        _session.Subscribe("/a", Orders with { Order = DeliveryOrder.Strict });
        _broker.PublishMany("/a", 3);
        var first = _session.DrainItems();
        Pause();
        _session.Return(first[0], TimeSpan.Zero);
        Assert.AreEqual("", _session.Drain());
        Pause(paused: false);
        for (var i = 1; i <= 3; i++)
        {
            var next = _session.DrainItems();
            Assert.AreEqual($"{i}", TestBroker.Body(next.Single().Message!));
            _session.Acknowledge([.. next]);
        }
    }

    [TestMethod]
    public void It_holds_what_its_policy_holds()
    {
        var policies = new TopicPolicies([new TopicPolicy(TopicFilter.Parse("/a")) { HoldForSubscriptions = true }]);
        _broker = new TestBroker(store: _store, policies: policies);
        _session = _broker.Attach();
        _session.Subscribe("/a", Orders);
        Pause();
        _broker.PublishMany("/a", 3);
        _broker.Apply(new TrimLog(4));
        Pause(paused: false);
        Assert.AreEqual("/a:1, /a:2, /a:3", _session.Drain());
    }

    [TestMethod]
    public void Who_pulls_waits_until_it_goes_on()
    {
        var joined = _session.Subscribe("/a", Orders with { Pulls = true }).Value;
        Pause();
        _broker.Publish("/a", "1");
        _broker.Apply(new Demand(_session.Id, joined.Id, 5, 0, new Answered<Done>()));
        Assert.AreEqual("", _session.Drain());
        Pause(paused: false);
        Assert.AreEqual("/a:1", _session.Drain());
    }

    [TestMethod]
    public void What_nobody_knows_is_not_paused() => Assert.AreEqual(ErrorCode.UnknownSubscription, Pause().Error!.Code);

    private Answered<Done> Pause(bool paused = true)
    {
        var answer = new Answered<Done>();
        _broker.Apply(new PauseSubscription("orders", paused, answer));
        return answer;
    }

    private Answered<DurableSummary> Find()
    {
        var answer = new Answered<DurableSummary>();
        _broker.Apply(new FindSubscription("orders", answer));
        return answer;
    }
}
