using System.Diagnostics;
using System.ServiceModel;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>Subscriptions without callbacks.</summary>
[TestClass]
public sealed class PullSubscriptions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task A_pull_waits_for_a_message_and_takes_no_more_than_it_wants()
    {
        await using var client = new PlainClient<IPullSubscriber>(_broker.Url);
        await using var publisher = new PlainClient<IPublisher>(_broker.Url);
        var subscription = (await client.Broker.CreatePullSubscriptionAsync("/pull", null)).Id;

        Assert.IsEmpty((await client.Broker.PullAsync(subscription, 0, TimeSpan.Zero)).Deliveries);
        var waiting = client.Broker.PullAsync(subscription, 2, Patience);
        foreach (var i in Enumerable.Range(0, 5))
            await publisher.Broker.PublishTextAsync("/pull", $"{i}");
        var pulled = (await waiting).Deliveries.ToList();
        Assert.IsLessThanOrEqualTo(2, pulled.Count);
        while (pulled.Count < 5)
            pulled.AddRange((await client.Broker.PullAsync(subscription, 2, Patience)).Deliveries);

        Assert.AreEqual("0 1 2 3 4", string.Join(' ', pulled.Select(Text)));
        Assert.IsNull(pulled[0].Token);
    }

    [TestMethod]
    public async Task What_is_pulled_from_a_durable_subscription_is_acknowledged_returned_or_rejected()
    {
        await using var client = new PlainClient<IPullSubscriber>(_broker.Url);
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Url);
        await using var publisher = new PlainClient<IPublisher>(_broker.Url);
        var subscription = (await client.Broker.CreatePullSubscriptionAsync("/jobs", new SubscriptionOptions { Durable = "jobs" })).Id;
        foreach (var i in Enumerable.Range(0, 4))
            await publisher.Broker.PublishTextAsync("/jobs", $"{i}");

        var pulled = (await client.Broker.PullAsync(subscription, 3, Patience)).Deliveries;
        Assert.AreEqual("0 1 2", string.Join(' ', pulled.Select(Text)));
        Assert.AreEqual(1, (await client.Broker.AcknowledgePulledAsync(subscription, [pulled[0].Token!])).Settled);
        Assert.AreEqual(1, (await client.Broker.ReturnPulledAsync(subscription, pulled[1].Token!, TimeSpan.Zero, null)).Settled);
        Assert.AreEqual(1, (await client.Broker.RejectPulledAsync(subscription, pulled[2].Token!, "no")).Settled);

        var again = (await client.Broker.PullAsync(subscription, 0, Patience)).Deliveries;
        Assert.AreEqual("1 3", string.Join(' ', again.Select(Text)));
        Assert.AreEqual(2, again[0].Attempt);
        Assert.AreEqual(1, (await client.Broker.ExtendPulledAsync(subscription, again[0].Token!)).Settled);
        var letters = await administration.Broker.ListDeadLettersAsync("jobs", 0, 0);
        Assert.AreEqual("no", letters.Letters.Single().Reason);
    }

    [TestMethod]
    public async Task Several_pull_from_a_shared_subscription_side_by_side()
    {
        await using var client = new PlainClient<IPullSubscriber>(_broker.Url);
        await using var publisher = new PlainClient<IPublisher>(_broker.Url);
        var options = new SubscriptionOptions { Durable = "crowd", Shared = true };
        var one = (await client.Broker.CreatePullSubscriptionAsync("/crowd", options)).Id;
        var other = (await client.Broker.CreatePullSubscriptionAsync("/crowd", options)).Id;
        foreach (var i in Enumerable.Range(0, 6))
            await publisher.Broker.PublishTextAsync("/crowd", $"{i}");

        var first = (await client.Broker.PullAsync(one, 2, Patience)).Deliveries;
        var second = (await client.Broker.PullAsync(other, 2, Patience)).Deliveries;
        var rest = (await client.Broker.PullAsync(one, 0, Patience)).Deliveries;

        Assert.AreEqual("0 1 2 3 4 5", string.Join(' ', first.Concat(second).Concat(rest).Select(Text)));
        Assert.AreEqual(0, (await client.Broker.AcknowledgePulledAsync(other, [first[0].Token!])).Settled);
    }

    [TestMethod]
    public async Task A_large_message_comes_alone_and_an_answer_fits_a_default_client()
    {
        await using var client = new PlainClient<IPullSubscriber>(_broker.Url);
        await using var publisher = new PlainClient<IPublisher>(_broker.Url);
        var subscription = (await client.Broker.CreatePullSubscriptionAsync("/large", new SubscriptionOptions { Durable = "large" })).Id;
        foreach (var size in (int[])[10, 30_000, 30_000, 10])
            await publisher.Broker.PublishAsync("/large", new BrokerMessage { Body = new byte[size] });

        var counts = new List<int>();
        while (counts.Sum() < 4)
        {
            var pulled = await client.Broker.PullAsync(subscription, 0, Patience);
            counts.Add(pulled.Deliveries.Length);
            await client.Broker.AcknowledgePulledAsync(subscription, [.. pulled.Deliveries.Select(delivery => delivery.Token!)]);
        }

        CollectionAssert.AreEqual((int[])[2, 2], counts);
    }

    [TestMethod]
    public async Task A_subscription_that_was_deleted_or_never_made_is_unknown()
    {
        await using var client = new PlainClient<IPullSubscriber>(_broker.Url);
        var subscription = (await client.Broker.CreatePullSubscriptionAsync("/gone", new SubscriptionOptions { Durable = "gone" })).Id;
        await client.Broker.DeletePullSubscriptionAsync(subscription);
        foreach (var id in (string[])[subscription, "gone", "never"])
        {
            var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => client.Broker.PullAsync(id, 0, TimeSpan.Zero));
            Assert.AreEqual((FaultCodes.UnknownSubscription, "subscription"), (fault.Detail.Code, fault.Detail.Parameter));
            fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => client.Broker.DeletePullSubscriptionAsync(id));
            Assert.AreEqual((FaultCodes.UnknownSubscription, "subscription"), (fault.Detail.Code, fault.Detail.Parameter));
        }
    }

    [TestMethod]
    public async Task A_broker_that_stops_does_not_wait_for_those_that_pull()
    {
        await using var broker = await RunningBroker.StartAsync();
        await using var client = new WcfClient(broker.Url);
        using var factory = new ChannelFactory<IPullSubscriber>(new NetTcpBinding(SecurityMode.None), new EndpointAddress(broker.Url));
        var puller = factory.CreateChannel();
        var subscription = (await puller.CreatePullSubscriptionAsync("/stop", null)).Id;
        var waiting = puller.PullAsync(subscription, 0, TimeSpan.FromSeconds(55));
        var start = Stopwatch.StartNew();
        await broker.SignalAsync("TERM");
        Assert.AreEqual(0, await broker.ExitCodeAsync());
        Assert.IsLessThan(30, start.Elapsed.TotalSeconds);
        try
        {
            Assert.IsEmpty((await waiting).Deliveries);
        }
        catch (CommunicationException)
        {
            // The call came when the broker was stopping already, and was refused.
        }

        factory.Abort();
    }

    private static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body!);
}
