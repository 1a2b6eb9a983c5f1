using WcfBroker.Core.Durable;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S13_Credit : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private readonly MemoryStore _store = new();
    private readonly TestBroker _broker;
    private readonly TestSession _session;

    public S13_Credit()
    {
        _broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 10, OutboxBytesMax = 50_000 }, _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void A_member_holds_a_hundred_unsettled_deliveries_whatever_its_outbox_holds()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 150);
        Assert.HasCount(100, _session.DrainItems());
    }

    [TestMethod]
    public void A_member_chooses_its_credit_and_gets_more_as_it_settles()
    {
        _session.Subscribe("/a", Orders with { Credit = 3 });
        _broker.PublishMany("/a", 10);
        var seen = _session.DrainItems();
        Assert.HasCount(3, seen);
        _session.Acknowledge(seen[2], seen[0]);
        Assert.AreEqual("/a:4, /a:5", _session.Drain());
    }

    [TestMethod]
    public void Large_messages_use_up_the_credit_in_bytes()
    {
        _session.Subscribe("/a", Orders);
        for (var i = 0; i < 5; i++)
            _broker.Publish("/a", new string('x', 30_000));
        Assert.HasCount(2, _session.DrainItems());
    }

    [TestMethod]
    public void A_member_without_credit_leaves_the_messages_to_the_others()
    {
        var other = _broker.Attach();
        _session.Subscribe("/a", Orders with { Shared = true, Credit = 1 });
        other.Subscribe("/a", Orders with { Shared = true, Credit = 5 });
        _broker.PublishMany("/a", 8);
        Assert.HasCount(1, _session.DrainItems());
        Assert.HasCount(5, other.DrainItems());
    }

    [TestMethod]
    public void Deliveries_stand_among_the_sessions_other_messages_in_order_and_are_never_dropped()
    {
        _session.Subscribe("/a", Orders);
        _session.Subscribe("/b", Core.Subscriptions.StartKind.New);
        for (var i = 0; i < 12; i++)
        {
            _broker.Publish("/a", $"{i}");
            _broker.Publish("/b", $"{i}");
        }

        var seen = _session.DrainItems();
        Assert.AreEqual(12, seen.Count(item => item.Attempt is not null));
        Assert.AreEqual("gap 2-4 of 2, /a:0, /a:1, /a:2", string.Join(", ", seen.Take(4).Select(_broker.Render)));
        Assert.AreEqual("/a:11, /b:11", string.Join(", ", seen.TakeLast(2).Select(_broker.Render)));
    }
}
