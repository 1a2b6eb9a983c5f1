using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Soap;

/// <summary>WCF clients with nothing but the shared contract, over HTTP.</summary>
[TestClass]
public sealed class SoapClients
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static RunningBroker? _broker;

    private static string Url => new Uri(_broker!.HttpUrl, "broker").AbsoluteUri;

    public static IEnumerable<object[]> Bindings => SoapBindings.All;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker!.DisposeAsync();

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task What_is_published_is_pulled_with_all_its_members(string binding)
    {
        var topic = $"/soap/members/{binding.Replace(' ', '-')}";
        await using var publisher = Connect<IPublisher>(binding);
        await using var puller = Connect<IPullSubscriber>(binding);
        var message = new BrokerMessage
        {
            Id = "m1",
            ContentType = "image/png",
            Body = [0, 1, 255],
            Headers = [new Header { Name = "by", Value = "René 🚀" }, new Header { Name = "empty" }],
            TimeToLive = TimeSpan.FromMinutes(90),
            CorrelationId = "c1",
            ReplyTo = "/soap/replies",
        };
        var receipt = await publisher.Broker.PublishAsync(topic, message);
        var batch = await publisher.Broker.PublishBatchAsync([new TopicMessage { Topic = topic }, new TopicMessage { Topic = topic }]);
        await publisher.Broker.PostAsync(topic, new BrokerMessage { Body = [2] });
        var subscription = await puller.Broker.CreatePullSubscriptionAsync(topic, new SubscriptionOptions { Start = StartPositions.All });
        var pulled = new List<Delivery>();
        while (pulled.Count < 4)
            pulled.AddRange((await puller.Broker.PullAsync(subscription.Id, 10, Wait)).Deliveries);
        await puller.Broker.DeletePullSubscriptionAsync(subscription.Id);

        CollectionAssert.AreEqual((long[])[receipt.Sequence, .. batch.Sequences], pulled[..3].Select(d => d.Sequence).ToArray());
        Assert.AreEqual("m1 image/png 0001FF c1 /soap/replies 01:30:00", Shown(pulled[0]));
        Assert.AreEqual("by=René 🚀, empty=", string.Join(", ", pulled[0].Headers!.Select(header => $"{header.Name}={header.Value}")));
        Assert.IsNull(pulled[1].Body);
        CollectionAssert.AreEqual((byte[])[2], pulled[3].Body);
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task A_durable_subscription_is_acknowledged_and_looked_at(string binding)
    {
        var name = $"soap-{binding.Replace(' ', '-')}";
        await using var publisher = Connect<IPublisher>(binding);
        await using var puller = Connect<IPullSubscriber>(binding);
        await using var administration = Connect<IBrokerAdministration>(binding);
        var subscription = await puller.Broker.CreatePullSubscriptionAsync($"/soap/{name}", new SubscriptionOptions { Durable = name });
        for (var i = 0; i < 3; i++)
            await publisher.Broker.PublishTextAsync($"/soap/{name}", "text");
        var pulled = (await puller.Broker.PullAsync(subscription.Id, 3, Wait)).Deliveries;
        string[] first = [pulled[0].Token!];
        Assert.AreEqual(1, (await puller.Broker.AcknowledgePulledAsync(subscription.Id, first)).Settled);
        CollectionAssert.AreEqual(first, (await puller.Broker.AcknowledgePulledAsync(subscription.Id, first)).Stale);
        await puller.Broker.RejectPulledAsync(subscription.Id, pulled[1].Token!, "no use");

        var status = (await administration.Broker.ListSubscriptionsAsync(null, 0)).Subscriptions.Single(s => s.Name == name);
        Assert.AreEqual("1 in flight, 1 dead", $"{status.InFlight} in flight, {status.DeadLetters} dead");
        var letter = (await administration.Broker.ListDeadLettersAsync(name, 0, 0)).Letters.Single();
        Assert.AreEqual($"no use {pulled[1].Sequence}", $"{letter.Reason} {letter.Message.Sequence}");
        Assert.AreEqual(1, await administration.Broker.PurgeDeadLettersAsync(name, [letter.Sequence]));
        await administration.Broker.RemoveSubscriptionAsync(name);
    }

    [TestMethod]
    [DynamicData(nameof(Bindings))]
    public async Task Faults_of_each_contract_are_typed(string binding)
    {
        await using var publisher = Connect<IPublisher>(binding);
        await using var puller = Connect<IPullSubscriber>(binding);
        await using var administration = Connect<IBrokerAdministration>(binding);
        Assert.AreEqual("InvalidTopic messages[1].topic /a+", await FaultOfAsync(
            () => publisher.Broker.PublishBatchAsync([new TopicMessage { Topic = "/a" }, new TopicMessage { Topic = "/a+" }])));
        Assert.AreEqual("NoResponder topic /soap", await FaultOfAsync(() => publisher.Broker.RequestAsync("/soap", new BrokerMessage(), Wait)));
        Assert.AreEqual("UnknownSubscription subscription nobody", await FaultOfAsync(() => puller.Broker.PullAsync("nobody", 0, TimeSpan.Zero)));
        Assert.AreEqual("InvalidArgument count -1", await FaultOfAsync(() => administration.Broker.ListAllTopicsAsync(null, null, -1)));
    }

    private static string Shown(Delivery delivery) =>
        $"{delivery.Id} {delivery.ContentType} {Convert.ToHexString(delivery.Body!)} {delivery.CorrelationId} {delivery.ReplyTo} {delivery.TimeToLive}";

    private static async Task<string> FaultOfAsync(Func<Task> call)
    {
        var fault = (await Assert.ThrowsAsync<FaultException<BrokerFault>>(call)).Detail;
        return $"{fault.Code} {fault.Parameter} {fault.Value}";
    }

    private static PlainClient<T> Connect<T>(string binding)
        where T : class => new(SoapBindings.AddressOf(binding, Url), SoapBindings.Named(binding));
}
