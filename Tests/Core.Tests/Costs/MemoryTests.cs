using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Costs;

/// <summary>What the broker holds, measured: so no other test runs meanwhile.</summary>
[TestClass]
[DoNotParallelize]
public sealed class MemoryTests
{
    [TestMethod]
    public void Who_receives_is_not_remembered_for_every_topic()
    {
        const int Topics = 4_000;
        const int Subscribers = 1_000;
        var broker = new TestBroker();
        for (var i = 0; i < Subscribers; i++)
        {
            var session = broker.Attach();
            session.Subscribe("/", StartKind.New);
            session.Outbox.Close("the test wants no deliveries", forget: true);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Topics; i++)
            broker.Publish($"/t/{i}");
        Assert.IsLessThan(16L << 20, GC.GetTotalMemory(forceFullCollection: true) - before);
        GC.KeepAlive(broker);
    }

    [TestMethod]
    public void Answered_requests_leave_nothing_behind()
    {
        var broker = new TestBroker();
        var responder = broker.Attach();
        responder.Respond("/double");
        Ask(1_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Ask(20_000);
        Assert.IsLessThan(200_000, GC.GetTotalMemory(forceFullCollection: true) - before);
        GC.KeepAlive(broker);

        void Ask(int count)
        {
            for (var i = 0; i < count; i++)
            {
                broker.Request("/double", "4", TimeSpan.FromMinutes(5));
                responder.Answer(responder.DrainItems()[0], "8");
            }
        }
    }

    [TestMethod]
    public void A_topic_takes_less_than_a_kilobyte()
    {
        const int Topics = 50_000;
        var broker = new TestBroker(BrokerLimits.Default with { HistoryMessagesMax = 1 });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Topics; i++)
            broker.Publish($"/building/{i / 100}/sensor/{i}", MessageContent.Empty);
        var bytesPerTopic = (GC.GetTotalMemory(forceFullCollection: true) - before) / Topics;
        Assert.IsLessThan(300, bytesPerTopic);
        GC.KeepAlive(broker);
    }

    [TestMethod]
    public void A_topic_takes_less_than_100_bytes_where_a_store_keeps_its_message()
    {
        const int Topics = 50_000;
        using var store = new MemoryStore();
        var before = new TestBroker(store: store);
        for (var i = 0; i < Topics; i++)
            before.Publish($"/building/{i / 100}/sensor/{i}", new string('x', 1_000));
        var bytes = GC.GetTotalMemory(forceFullCollection: true);
        var broker = new TestBroker(store: store);
        Assert.IsLessThan(100, (GC.GetTotalMemory(forceFullCollection: true) - bytes) / Topics);
        GC.KeepAlive(before);
        GC.KeepAlive(broker);
    }

    [TestMethod]
    public void A_publish_allocates_nothing_for_each_delivery()
    {
        var few = AllocatedByPublish(1);
        var many = AllocatedByPublish(1_000);
        Assert.IsLessThan(few + 1_000, many, "One publish to 1,000 subscribers allocates as much as one to a single subscriber.");
    }

    [TestMethod]
    public void A_publish_in_a_busy_broker_allocates_little()
    {
        Assert.IsLessThan(1_000, AllocatedByPublish(1));
    }

    [TestMethod]
    public void A_burst_after_a_burst_finds_its_room()
    {
        var broker = new TestBroker(BrokerLimits.Default with { HistoryMessagesMax = 100 });
        var session = broker.Attach();
        session.Subscribe("/a");
        var items = new List<Deliveries.OutboxItem>(1_000);
        Burst();
        Burst();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Burst();
        var inBursts = (GC.GetAllocatedBytesForCurrentThread() - before) / 5_000;
        Assert.IsLessThan(AllocatedByPublish(1) + 32, inBursts);

        void Burst()
        {
            for (var i = 0; i < 500; i++)
                broker.Publish("/a", MessageContent.Empty);
            session.Outbox.Drain(items, int.MaxValue, long.MaxValue, broker.Now);
            items.Clear();
        }
    }

    // Bytes a publish, after the outboxes have grown.
    private static long AllocatedByPublish(int subscribers)
    {
        const int Publishes = 200;
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 16, HistoryMessagesMax = 100 });
        for (var i = 0; i < subscribers; i++)
            broker.Attach().Subscribe("/a");
        broker.PublishMany("/a", Publishes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Publishes; i++)
            broker.Publish("/a", MessageContent.Empty);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Publishes;
    }
}
