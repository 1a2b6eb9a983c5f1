using System.Diagnostics;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Benchmarks.CatchUp;

/// <summary>A session that drains its outbox and acknowledges, with nothing behind it that would take time.</summary>
internal static class LaggingSubscriber
{
    private const int DrainItemsMax = 512;

    /// <summary>How long a new durable subscription takes from its start to the last of the messages.</summary>
    public static async Task<TimeSpan> CatchUpAsync(IStore store, string name, int messages)
    {
        var broker = new Broker(BrokerLimits.Default);
        broker.Restore(store, TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var loop = new BrokerLoop(broker, TimeProvider.System, store);
        var session = new SessionId(1);
        var outbox = new Outbox(loop.Limits);
        loop.Post(new Attach(session, outbox, OncePerMessage: false, new Reply<Done>()));

        var start = Stopwatch.GetTimestamp();
        var durable = new DurableOptions(name) { Mode = AcknowledgeMode.Explicit, Credit = DurableOptions.CreditMax };
        var started = new Reply<SubscriptionStarted>();
        loop.Post(new Subscribe(session, TopicFilter.Parse("/"), new SubscriptionOptions { Start = StartKind.All, Durable = durable }, started));
        await started.Task;
        var drained = new List<OutboxItem>();
        for (var received = 0; received < messages; drained.Clear())
        {
            await outbox.WaitAsync();
            outbox.Drain(drained, DrainItemsMax, long.MaxValue, default);
            if (drained.Count == 0)
                continue;
            received += drained.Count;
            loop.Post(new AcknowledgeUpTo(session, drained[^1].Attempt!.Token, null));
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
