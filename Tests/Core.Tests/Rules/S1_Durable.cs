using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S1_Durable : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private static readonly DurableOptions Shared = new("orders") { Shared = true };
    private readonly MemoryStore _store = new();
    private TestBroker _broker;

    public S1_Durable() => _broker = new TestBroker(store: _store);

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void It_goes_on_where_it_was_when_its_session_comes_again()
    {
        var first = _broker.Attach();
        Assert.IsFalse(first.Subscribe("/a", Orders).Value.Resumed);
        _broker.PublishMany("/a", 3);
        var seen = first.DrainItems();
        first.Acknowledge(seen[0], seen[1]);
        first.Detach();
        _broker.PublishMany("/a", 1);

        var second = _broker.Attach();
        var resumed = second.Subscribe("/a", Orders).Value;

        Assert.IsTrue(resumed.Resumed);
        Assert.AreEqual(3, resumed.StartSequence);
        Assert.AreEqual("/a:3, /a:1", second.Drain());
    }

    [TestMethod]
    public void What_a_lost_session_was_sent_comes_again_marked_and_counted()
    {
        var first = _broker.Attach();
        first.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 3);
        first.Lose(lastWritten: first.DrainItems()[1].Attempt!.Token);

        var second = _broker.Attach();
        second.Subscribe("/a", Orders);

        Assert.AreEqual("/a:1 try 2 again, /a:2 try 2 again, /a:3", second.Drain());
    }

    [TestMethod]
    public void It_survives_a_broker_that_stops_and_one_that_crashes()
    {
        var session = _broker.Attach();
        session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 4);
        session.Acknowledge(session.DrainItems()[1]);

        _broker = new TestBroker(store: _store, now: _broker.Now);
        session = _broker.Attach();
        Assert.IsTrue(session.Subscribe("/a", Orders).Value.Resumed);
        _broker.PublishMany("/a", 1);
        Assert.AreEqual("/a:1 again, /a:3 again, /a:4 again, /a:1", session.Drain());

        _broker.Stop();
        _broker = new TestBroker(store: _store, now: _broker.Now);
        session = _broker.Attach();
        session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 1);
        Assert.AreEqual("/a:1 again, /a:3 again, /a:4 again, /a:1 again, /a:1", session.Drain());
    }

    [TestMethod]
    public void A_second_session_takes_it_over()
    {
        var (first, second) = (_broker.Attach(), _broker.Attach());
        first.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        var old = first.DrainItems()[0];

        second.Subscribe("/a", Orders);
        _broker.Publish("/a", "2");

        Assert.AreEqual("ended: Another session has taken the durable subscription over.", first.Drain());
        Assert.AreEqual("/a:1 try 2 again, /a:2", second.Drain());
        Assert.HasCount(1, first.Acknowledge(old));
    }

    [TestMethod]
    public void Each_message_of_a_shared_one_goes_to_one_member_in_turn()
    {
        var (one, other) = (_broker.Attach(), _broker.Attach());
        one.Subscribe("/a", Shared);
        other.Subscribe("/a", Shared);

        _broker.PublishMany("/a", 6);

        Assert.AreEqual("/a:1, /a:3, /a:5", one.Drain());
        Assert.AreEqual("/a:2, /a:4, /a:6", other.Drain());
    }

    [TestMethod]
    public void What_a_member_that_goes_has_not_acknowledged_goes_to_the_others_in_order()
    {
        var (one, other) = (_broker.Attach(), _broker.Attach());
        one.Subscribe("/a", Shared);
        other.Subscribe("/a", Shared);
        _broker.PublishMany("/a", 6);
        one.Acknowledge(one.DrainItems()[1]);
        other.DrainItems();

        one.Lose();

        Assert.AreEqual("/a:1 try 2 again, /a:5 try 2 again", other.Drain());
    }

    [TestMethod]
    public void It_is_deleted_when_nobody_has_used_it_for_its_idle_time()
    {
        var session = _broker.Attach();
        session.Subscribe("/a", Orders with { IdleTime = TimeSpan.FromHours(1) });
        Pass(TimeSpan.FromHours(2));
        Assert.HasCount(1, Names());
        session.Detach();
        Pass(TimeSpan.FromMinutes(59));
        Assert.HasCount(1, Names());
        Pass(TimeSpan.FromMinutes(1));
        Assert.IsEmpty(Names());
        Assert.IsEmpty(_store.Load().Subscriptions);
        Assert.AreEqual(0, _broker.Publish("/a").Value.MatchedSubscriptions);
    }

    [TestMethod]
    public void A_name_stands_for_one_topic_one_owner_and_one_way()
    {
        var session = _broker.Attach();
        session.Subscribe("/a", Orders, identity: "ann");

        Assert.AreEqual("topic", Refused("/b", Orders, "ann", ErrorCode.SubscriptionMismatch).Parameter);
        Assert.AreEqual("options.shared", Refused("/a", Shared, "ann", ErrorCode.SubscriptionMismatch).Parameter);
        Assert.AreEqual("options.order", Refused("/a", Orders with { Order = DeliveryOrder.Strict }, "ann", ErrorCode.SubscriptionMismatch).Parameter);
        Refused("/a", Orders, "bob", ErrorCode.AccessDenied);
        Refused("/a", Orders, null, ErrorCode.AccessDenied);
    }

    [TestMethod]
    public void Its_owner_deletes_it_and_its_session_is_told()
    {
        var session = _broker.Attach();
        session.Subscribe("/a", Orders, identity: "ann");
        Delete("bob", anyOwner: false).Refused(ErrorCode.AccessDenied);
        Assert.AreEqual(default, Delete("ann", anyOwner: false).Value);
        Assert.AreEqual("ended: The durable subscription was deleted.", session.Drain());
        Delete("ann", anyOwner: false).Refused(ErrorCode.UnknownSubscription);
        Assert.IsFalse(session.Subscribe("/b", Orders, identity: "bob").Value.Resumed);
        Assert.AreEqual(default, Delete("ann", anyOwner: true).Value);
    }

    [TestMethod]
    public void Unsubscribing_leaves_it_and_what_was_not_settled()
    {
        var session = _broker.Attach();
        var id = session.Subscribe("/a", Orders).Value.Id;
        _broker.PublishMany("/a", 2);
        session.DrainItems();
        Assert.AreEqual(default, session.Unsubscribe(id).Value);
        session.Subscribe("/a", Orders);
        Assert.AreEqual("/a:1 again, /a:2 again", session.Drain());
    }

    [TestMethod]
    public void A_broker_without_a_store_has_none() =>
        new TestBroker().Attach().Subscribe("/a", Orders).Refused(ErrorCode.StoreRequired);

    [TestMethod]
    public void There_are_as_many_as_the_limit_says()
    {
        using var store = new MemoryStore();
        var session = new TestBroker(BrokerLimits.Default with { DurableSubscriptionsMax = 1 }, store).Attach();
        session.Subscribe("/a", Orders);
        session.Subscribe("/a", new DurableOptions("more")).Refused(ErrorCode.LimitExceeded);
    }

    private void Pass(TimeSpan time)
    {
        _broker.Pass(time);
        _broker.Apply(new TrimLog(0));
    }

    private string[] Names()
    {
        var answer = new Answered<DurableList>();
        _broker.Apply(new ListSubscriptions(null, 10, answer));
        return [.. answer.Value.Subscriptions.Select(subscription => subscription.Name)];
    }

    private BrokerError Refused(string filter, DurableOptions options, string? identity, ErrorCode code) =>
        _broker.Attach().Subscribe(filter, options, StartKind.New, identity).Refused(code);

    private Answered<Done> Delete(string owner, bool anyOwner)
    {
        var answer = new Answered<Done>();
        _broker.Apply(new DeleteSubscription("orders", owner, anyOwner, answer));
        return answer;
    }
}
