using WcfBroker.Core.Durable;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S6_Lease : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private readonly MemoryStore _store = new();
    private readonly TestBroker _broker;
    private readonly TestSession _session;

    public S6_Lease()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void A_delivery_that_nobody_acknowledges_comes_again_when_its_lease_and_its_delay_are_over()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "1");
        var first = _session.DrainItems()[0];
        Pass(29.9);
        Assert.AreEqual("", _session.Drain());
        Pass(0.1);
        Pass(0.89);
        Assert.AreEqual("", _session.Drain());
        Pass(0.3);
        Assert.AreEqual("/a:1 try 2 again", _session.Drain());
        Assert.HasCount(1, _session.Acknowledge(first));
    }

    [TestMethod]
    public void A_subscription_chooses_its_lease()
    {
        _session.Subscribe("/a", Orders with { Lease = TimeSpan.FromSeconds(5) });
        _broker.Publish("/a", "1");
        _session.DrainItems();
        Pass(5);
        Pass(1.1);
        Assert.AreEqual("/a:1 try 2 again", _session.Drain());
    }

    [TestMethod]
    public void Extending_begins_the_lease_anew()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 2);
        var seen = _session.DrainItems();
        Pass(20);
        Assert.AreEqual(1, _session.Extend(seen[0]));
        Pass(10);
        Pass(1.1);
        Assert.AreEqual("/a:2 try 2 again", _session.Drain());
        Pass(18.9);
        Pass(1.1);
        Assert.AreEqual("/a:1 try 2 again", _session.Drain());
    }

    [TestMethod]
    public void A_stop_of_the_broker_and_a_delivery_never_written_do_not_count()
    {
        _session.Subscribe("/a", Orders with { AttemptsMax = 1 });
        _broker.Publish("/a", "1");
        _session.Lose(lastWritten: 0);
        var second = _broker.Attach();
        second.Subscribe("/a", Orders);
        Assert.AreEqual("/a:1", second.Drain());
        _broker.Apply(new Core.Commands.Detach(second.Id) { LastWritten = long.MaxValue, Orderly = true });
        var third = _broker.Attach();
        third.Subscribe("/a", Orders);
        Assert.AreEqual("/a:1 again", third.Drain());
    }

    [TestMethod]
    public void A_message_that_kills_its_consumer_does_not_loop_for_ever()
    {
        _broker.Attach();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var session = _broker.Attach();
            session.Subscribe("/a", Orders);
            if (attempt == 1)
                _broker.Publish("/a", "poison");
            Assert.HasCount(1, session.DrainItems());
            session.Lose();
        }

        var last = _broker.Attach();
        last.Subscribe("/a", Orders);
        Assert.AreEqual("", last.Drain());
        Assert.AreEqual("poison", System.Text.Encoding.UTF8.GetString(_broker.Last("/$dlq/orders")!.Content.Body.Span));
    }

    private void Pass(double seconds)
    {
        _broker.Pass(TimeSpan.FromSeconds(seconds));
        _broker.Tick();
    }
}
