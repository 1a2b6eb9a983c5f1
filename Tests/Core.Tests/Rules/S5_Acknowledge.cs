using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S5_Acknowledge : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private readonly MemoryStore _store = new();
    private readonly TestBroker _broker;
    private readonly TestSession _session;

    public S5_Acknowledge()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void What_is_acknowledged_out_of_order_never_comes_again()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 5);
        var seen = _session.DrainItems();
        _session.Acknowledge(seen[4], seen[0], seen[2]);
        Assert.AreEqual("/a:2 again, /a:4 again", AfterCrash());
    }

    [TestMethod]
    public void Acknowledging_up_to_a_message_settles_all_before_it()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 5);
        Assert.AreEqual(4, _session.AcknowledgeUpTo(_session.DrainItems()[3]).Value.Settled);
        Assert.AreEqual("/a:5 again", AfterCrash());
    }

    [TestMethod]
    public void A_shared_subscription_acknowledges_one_by_one()
    {
        _session.Subscribe("/a", Orders with { Shared = true });
        _broker.PublishMany("/a", 2);
        Assert.AreEqual("token", _session.AcknowledgeUpTo(_session.DrainItems()[1]).Refused(ErrorCode.InvalidArgument).Parameter);
    }

    [TestMethod]
    public void A_stale_token_changes_nothing()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 2);
        var seen = _session.DrainItems();
        Assert.IsEmpty(_session.Acknowledge(seen[0]));
        var hash = _broker.Broker.Hash();
        Assert.HasCount(1, _session.Acknowledge(seen[0]));
        Assert.AreEqual(0, _session.Return(seen[0]));
        Assert.AreEqual(0, _session.Reject(seen[0]));
        Assert.AreEqual(0, _session.Extend(seen[0]));
        Assert.HasCount(1, _session.AcknowledgeUpTo(seen[0]).Value.Stale);
        Assert.AreEqual(hash, _broker.Broker.Hash());
    }

    [TestMethod]
    public void A_token_is_good_for_its_own_session_only()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        var seen = _session.DrainItems()[0];
        Assert.HasCount(1, _broker.Attach().Acknowledge(seen));
        Assert.IsEmpty(_session.Acknowledge(seen));
    }

    [TestMethod]
    public void A_token_from_before_a_restart_is_stale()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        var old = _session.DrainItems()[0];
        var broker = new TestBroker(store: _store, now: _broker.Now.AddSeconds(1));
        var session = broker.Attach();
        session.Subscribe("/a", Orders);
        Assert.AreNotEqual(old.Attempt!.Token, session.DrainItems()[0].Attempt!.Token);
    }

    [TestMethod]
    public void Messages_that_are_not_its_own_do_not_hold_its_place_back()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        _session.Acknowledge(_session.DrainItems()[0]);
        _broker.PublishMany("/b", 100);
        _broker.Apply(new Core.Commands.TrimLog(0));
        Assert.AreEqual(101, _store.Load().Subscriptions[0].Cursor);
    }

    private string AfterCrash()
    {
        var session = new TestBroker(store: _store, now: _broker.Now).Attach();
        session.Subscribe("/a", Orders);
        return session.Drain();
    }
}
