using System.Globalization;
using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

[TestClass]
public sealed class NetTcpDelivery
{
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    [DefaultHostOnly("CoreWCF runs one-way calls of a session side by side when it may run its other calls so.")]
    public async Task Fifty_subscribers_each_get_every_message_once_and_in_order()
    {
        const int Subscribers = 50;
        const int Messages = 500;
        await using var publisher = new WcfClient(_broker.Url);
        var subscribers = Enumerable.Range(0, Subscribers).Select(_ => new WcfClient(_broker.Url)).ToArray();
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.Broker.SubscribeAsync("/fifty", null)));

        for (var i = 0; i < Messages; i++)
            await publisher.Broker.PostAsync($"/fifty/{i % 3}", Text(i));

        foreach (var subscriber in subscribers)
        {
            var received = subscriber.Recorder.Next(Messages, patienceSeconds: 30);
            CollectionAssert.AreEqual(Enumerable.Range(0, Messages).ToArray(), received.Select(Number).ToArray());
            Assert.IsTrue(received.Zip(received.Skip(1)).All(pair => pair.First.Sequence < pair.Second.Sequence));
            Assert.IsTrue(subscriber.Recorder.IsEmpty);
            await subscriber.DisposeAsync();
        }
    }

    [TestMethod]
    [DataRow(CallbackOperations.OnMessage)]
    [DataRow(CallbackOperations.OnMessages)]
    [DataRow(CallbackOperations.HandleMessage)]
    public async Task A_message_arrives_with_all_it_was_given(string callback)
    {
        await using var client = new WcfClient(_broker.Url);
        var topic = $"/whole/{callback}";
        var subscription = await client.Broker.SubscribeAsync(topic, new SubscriptionOptions { Callback = callback });
        var sent = new BrokerMessage
        {
            Id = "id-1",
            ContentType = "application/x-test",
            Body = [.. Enumerable.Range(0, 1_000).Select(i => (byte)i)],
            Headers = [new Header { Name = "a", Value = "b" }, new Header { Name = "ü", Value = "€ 😀 <&>" }],
            TimeToLive = TimeSpan.FromMinutes(3),
            CorrelationId = "c",
            ReplyTo = "/answers",
        };

        var receipt = await client.Broker.PublishAsync(topic, sent);
        var received = client.Recorder.Next();

        Assert.AreEqual(1, receipt.MatchedSubscriptions);
        Assert.AreEqual(DurabilityLevels.Disk, receipt.Durability);
        Assert.AreEqual(topic, received.Topic);
        Assert.AreEqual(receipt.Sequence, received.Sequence);
        Assert.AreEqual(receipt.PublishedUtc, received.PublishedUtc);
        Assert.AreEqual(DateTimeKind.Utc, received.PublishedUtc.Kind);
        Assert.AreEqual(subscription.Id, received.Subscription);
        Assert.AreEqual(sent.Id, received.Id);
        Assert.AreEqual(sent.ContentType, received.ContentType);
        CollectionAssert.AreEqual(sent.Body, received.Body);
        CollectionAssert.AreEqual(sent.Headers.Select(h => h.Name + h.Value).ToArray(), received.Headers!.Select(h => h.Name + h.Value).ToArray());
        Assert.AreEqual(sent.TimeToLive, received.TimeToLive);
        Assert.AreEqual(sent.CorrelationId, received.CorrelationId);
        Assert.AreEqual(sent.ReplyTo, received.ReplyTo);
        Assert.IsFalse(received.Retained);
    }

    [TestMethod]
    [DataRow(CallbackOperations.OnMessage)]
    [DataRow(CallbackOperations.HandleMessage)]
    public async Task Single_callbacks_keep_their_order_in_a_client_that_handles_one_at_a_time(string callback)
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.SubscribeAsync($"/order/{callback}", new SubscriptionOptions { Callback = callback });

        await client.Broker.PublishBatchAsync(
            [.. Enumerable.Range(0, 900).Select(i => new TopicMessage { Topic = $"/order/{callback}", Message = Text(i) })]);

        CollectionAssert.AreEqual(Enumerable.Range(0, 900).ToArray(), client.Recorder.Next(900, patienceSeconds: 30).Select(Number).ToArray());
    }

    [TestMethod]
    public async Task A_late_subscriber_gets_the_last_message_of_each_topic_marked_retained()
    {
        await using var client = new WcfClient(_broker.Url);
        foreach (var i in Enumerable.Range(0, 6))
            await client.Broker.PublishAsync($"/late/{i % 2}", Text(i));

        await client.Broker.SubscribeAsync("/late", null);
        var received = client.Recorder.Next(2, patienceSeconds: 20);

        CollectionAssert.AreEqual((int[])[4, 5], received.Select(Number).ToArray());
        Assert.IsTrue(received.All(delivery => delivery.Retained));
    }

    [TestMethod]
    [DefaultHostOnly("CoreWCF runs one-way calls of a session side by side when it may run its other calls so.")]
    public async Task A_subscriber_that_starts_in_the_past_gets_all_that_is_kept_and_then_what_is_new()
    {
        await using var client = new WcfClient(_broker.Url);
        foreach (var i in Enumerable.Range(0, 1_500))
            await client.Broker.PostAsync("/past", Text(i));

        await client.Broker.SubscribeAsync("/past", new SubscriptionOptions { Start = StartPositions.All });
        foreach (var i in Enumerable.Range(1_500, 500))
            await client.Broker.PostAsync("/past", Text(i));
        var received = client.Recorder.Next(2_000, patienceSeconds: 20);

        CollectionAssert.AreEqual(Enumerable.Range(0, 2_000).ToArray(), received.Select(Number).ToArray());
    }

    [TestMethod]
    public async Task New_topics_are_announced_before_their_first_message()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.SubscribeAsync("/announced", new SubscriptionOptions { TopicNotices = true });

        await client.Broker.PublishTextAsync("/announced/a/b", "x");
        var notices = new List<string>();
        while (!notices.Contains("/announced/a/b"))
            notices.AddRange(client.Recorder.NextNotice(NoticeKinds.TopicsCreated).Topics!);

        CollectionAssert.AreEqual((string[])["/announced/a", "/announced/a/b"], notices);
        Assert.AreEqual("/announced/a/b", client.Recorder.Next().Topic);
    }

    [TestMethod]
    public async Task Bad_input_gets_a_typed_fault_that_names_field_limit_and_value_and_the_session_goes_on()
    {
        await using var client = new WcfClient(_broker.Url);

        var topic = await FaultOf(() => client.Broker.PublishTextAsync("no-slash", "x"));
        Assert.AreEqual(FaultCodes.InvalidTopic, topic.Code);
        Assert.AreEqual("topic", topic.Parameter);
        Assert.AreEqual("no-slash", topic.Value);

        var size = await FaultOf(() => client.Broker.PublishAsync("/a", new BrokerMessage { Body = new byte[(1 << 20) + 1] }));
        Assert.AreEqual(FaultCodes.LimitExceeded, size.Code);
        Assert.AreEqual("message.body", size.Parameter);
        Assert.AreEqual("1048576 bytes", size.Limit);
        Assert.AreEqual("1048577 bytes", size.Value);

        var missing = await FaultOf(() => client.Broker.PublishAsync("/a", null!));
        Assert.AreEqual(FaultCodes.InvalidMessage, missing.Code);

        var start = await FaultOf(() => client.Broker.SubscribeAsync("/a", new SubscriptionOptions { Start = "Yesterday" }));
        Assert.AreEqual("options.start", start.Parameter);

        var unknown = await FaultOf(() => client.Broker.UnsubscribeAsync("s0"));
        Assert.AreEqual(FaultCodes.UnknownSubscription, unknown.Code);

        Assert.IsGreaterThan(0, (await client.Broker.PublishTextAsync("/a", "still here")).Sequence);
    }

    [TestMethod]
    public async Task A_batch_is_taken_whole_or_not_at_all()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.SubscribeAsync("/batch", null);
        TopicMessage[] batch = [.. Enumerable.Range(0, 1_000).Select(i => new TopicMessage { Topic = $"/batch/{i % 7}", Message = Text(i) })];

        var sequences = (await client.Broker.PublishBatchAsync(batch)).Sequences;
        CollectionAssert.AreEqual(sequences.Select((_, i) => sequences[0] + i).ToArray(), sequences);
        CollectionAssert.AreEqual(Enumerable.Range(0, 1_000).ToArray(), client.Recorder.Next(1_000, 20).Select(Number).ToArray());

        batch[3].Topic = "/batch/+";
        var fault = await FaultOf(() => client.Broker.PublishBatchAsync(batch));
        Assert.AreEqual("messages[3].topic", fault.Parameter);
        Assert.AreEqual(sequences[^1], (await client.Broker.ListTopicsAsync("/batch", null, 0)).Topics.Max(t => t.LastSequence));
    }

    [TestMethod]
    public async Task Topics_are_listed_page_by_page()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.PublishBatchAsync([.. Enumerable.Range(0, 450).Select(i => new TopicMessage { Topic = $"/pages/{i}", Message = Text(i) })]);

        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await client.Broker.ListTopicsAsync("/pages", next, 0);
            names.AddRange(page.Topics.Select(topic => topic.Name));
            next = page.Next;
        }
        while (next is not null);

        CollectionAssert.AreEqual((string[])["/pages", .. Enumerable.Range(0, 450).Select(i => $"/pages/{i}")], names);
    }

    internal static BrokerMessage Text(int number) =>
        new() { ContentType = ContentTypes.Text, Body = System.Text.Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)) };

    internal static int Number(Delivery delivery) => int.Parse(System.Text.Encoding.UTF8.GetString(delivery.Body!), CultureInfo.InvariantCulture);

    private static async Task<BrokerFault> FaultOf(Func<Task> call) =>
        (await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(call)).Detail;
}
