using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Loop;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>What gauges show of durable subscriptions, and while the loop is gone.</summary>
[TestClass]
public sealed class StateReaderTests
{
    [TestMethod]
    [DataRow(":Limits:HistoryMessagesMax=100")]
    [DataRow(":Limits:HistoryMessagesMax=1")]
    public async Task The_age_of_the_oldest_unacknowledged_message_is_known_in_memory_or_from_the_store(string limit)
    {
        await using var broker = new SecuredBroker(limit);
        await using var service = broker.Service();
        var reader = broker.Get<StateReader>();
        var subscription = (await service.CreatePullSubscriptionAsync("/a", new SubscriptionOptions { Durable = "late" })).Id;
        Assert.AreEqual((0L, 0, TimeSpan.Zero), await OfAsync(reader));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await service.PublishTextAsync("/a", "");
            broker.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.AreEqual((3L, 0, TimeSpan.FromSeconds(30)), await OfAsync(reader));
        var pulled = new[] { await PullAsync(), await PullAsync() };
        Assert.AreEqual((1L, 2, TimeSpan.FromSeconds(30)), await OfAsync(reader));
        await service.AcknowledgePulledAsync(subscription, [pulled[0].Token!]);
        Assert.AreEqual((1L, 1, TimeSpan.FromSeconds(20)), await OfAsync(reader));
        await service.AcknowledgePulledAsync(subscription, [pulled[1].Token!]);
        Assert.AreEqual((1L, 0, TimeSpan.FromSeconds(10)), await OfAsync(reader));

        // What is no longer in memory is read from the store meanwhile: the clock stands still.
        async Task<Delivery> PullAsync() => (await service.PullAsync(subscription, 1, TimeSpan.FromSeconds(1))).Deliveries.Single();
    }

    [TestMethod]
    public async Task Only_the_first_subscriptions_by_name_are_shown()
    {
        await using var broker = new SecuredBroker(":Observability:Metrics:SubscriptionsMax=2");
        await using var service = broker.Service();
        foreach (var name in (string[])["c", "b", "a"])
            await service.CreatePullSubscriptionAsync("/a", new SubscriptionOptions { Durable = name });
        var reader = broker.Get<StateReader>();
        await reader.RefreshAsync(CancellationToken.None);
        CollectionAssert.AreEqual((string[])["a", "b"], reader.Last()!.Measures.Subscriptions.Select(subscription => subscription.Name).ToArray());
        Assert.AreEqual(3, reader.Last()!.Measures.DurableSubscriptions);
    }

    [TestMethod]
    public async Task While_the_loop_is_gone_there_is_nothing_to_show()
    {
        await using var broker = new SecuredBroker();
        var reader = broker.Get<StateReader>();
        Assert.IsNotNull(reader.Last());
        await broker.Get<BrokerLoop>().StopAsync();
        await reader.RefreshAsync(CancellationToken.None);
        Assert.IsNull(reader.Last());
    }

    private static async Task<(long Lag, int InFlight, TimeSpan Age)> OfAsync(StateReader reader)
    {
        await reader.RefreshAsync(CancellationToken.None);
        var snapshot = reader.Last()!;
        return (snapshot.Measures.Subscriptions[0].Lag, snapshot.Measures.Subscriptions[0].InFlight, snapshot.Ages[0]);
    }
}
