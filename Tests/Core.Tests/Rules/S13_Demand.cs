using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

/// <summary>A member that pulls is given what it asks for, and what it did not take goes back as if it had never been given.</summary>
[TestClass]
public sealed class S13_Demand : IDisposable
{
    private static readonly DurableOptions Orders = new("orders") { Pulls = true, AttemptsMax = 1 };
    private readonly MemoryStore _store = new();
    private readonly TestBroker _broker;
    private readonly TestSession _session;
    private readonly SubscriptionId _subscription;

    public S13_Demand()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
        _subscription = _session.Subscribe("/a", Orders).Value.Id;
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void Without_demand_nothing_is_given()
    {
        _broker.PublishMany("/a", 3);
        Assert.AreEqual("", _session.Drain());
        Demand(2);
        Assert.AreEqual("/a:1, /a:2", _session.Drain());
    }

    [TestMethod]
    public void Demand_that_is_there_first_is_met_as_messages_come()
    {
        Demand(2);
        _broker.PublishMany("/a", 3);
        Assert.AreEqual("/a:1, /a:2", _session.Drain());
    }

    [TestMethod]
    public void What_was_given_too_late_to_be_taken_goes_back_unmarked_and_uncounted()
    {
        Demand(3);
        _broker.PublishMany("/a", 3);
        var seen = _session.DrainItems();
        Demand(0, lastTaken: seen[0].Attempt!.Token);
        Demand(5, lastTaken: seen[0].Attempt!.Token);
        Assert.AreEqual("/a:2, /a:3", _session.Drain());
        Assert.HasCount(1, _session.Acknowledge(seen[1]));
        Assert.IsEmpty(_session.Acknowledge(seen[0]));
    }

    [TestMethod]
    public void A_subscription_that_has_ended_is_told()
    {
        _session.Unsubscribe(_subscription);
        var answer = new Answered<Done>();
        _broker.Apply(new Demand(_session.Id, _subscription, 1, 0, answer));
        answer.Refused(Core.Errors.ErrorCode.UnknownSubscription);
    }

    private void Demand(int messages, long lastTaken = long.MaxValue)
    {
        var answer = new Answered<Done>();
        _broker.Apply(new Demand(_session.Id, _subscription, messages, lastTaken, answer));
        Assert.AreEqual(default, answer.Value);
    }
}
