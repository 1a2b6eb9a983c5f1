using WcfBroker.Core.Commands;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Costs;

/// <summary>What is allocated, in the whole process: so no other test runs meanwhile.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AllocationTests
{
    private const int InFlight = 200;
    private static readonly TopicName Topic = TopicName.Parse("/a");

    public required TestContext TestContext { get; set; }

    /// <summary>With what the publisher makes, which is 300 of them, and with the growth of the store in memory, which is 130.</summary>
    [TestMethod]
    public async Task A_publish_that_is_stored_allocates_less_than_700_bytes()
    {
        const int Messages = 100 * InFlight;
        using var store = new MemoryStore();
        var broker = new Broker(BrokerLimits.Default with { HistoryMessagesMax = 1_000, DeduplicationIdsMax = 1_000 });
        broker.Restore(store, TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var loop = new BrokerLoop(broker, TimeProvider.System, store);
        await PublishAsync(loop, 0, Messages);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await PublishAsync(loop, Messages, Messages);
        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / Messages;
        TestContext.WriteLine($"{bytes} bytes a publish");
        Assert.IsLessThan(700, bytes);
    }

    private static async Task PublishAsync(BrokerLoop loop, int first, int count)
    {
        var replies = new Reply<Receipt>[InFlight];
        for (var i = first; i < first + count; i += InFlight)
        {
            for (var at = 0; at < InFlight; at++)
                loop.Post(new Publish(null, null, Topic, new MessageContent { Id = $"{i + at:D16}" }, replies[at] = new Reply<Receipt>()));
            foreach (var reply in replies)
                await reply.Task;
        }
    }
}
