using System.Net;
using System.ServiceModel;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>What <c>/metrics</c> says is what clients of all protocols have counted themselves.</summary>
[TestClass]
public sealed class CountsOfTheBroker
{
    private static readonly string[] Protocols = ["net.tcp", "soap", "http", "original"];
    private RunningBroker _broker = null!;

    [TestInitialize]
    public async Task StartAsync() => _broker = await RunningBroker.StartAsync();

    [TestCleanup]
    public async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task What_is_published_and_delivered_is_counted_by_protocol()
    {
        await using var wcf = new WcfClient(_broker.Url);
        await using var soap = new PlainClient<IPublisher>($"{_broker.HttpUrl}broker", new BasicHttpBinding());
        using var http = new HttpClient { BaseAddress = _broker.HttpUrl };
        using var lab = LabClient.Json(_broker.Original);
        await wcf.Broker.SubscribeAsync("/count", new SubscriptionOptions { Start = StartPositions.New });
        lab.Send("""{"method": "SUBSCRIBE", "topic": "/count", "msg": "/count"}""");
        lab.List("""{"method": "LIST", "topic": "/", "msg": ""}""");

        foreach (var i in Enumerable.Range(0, 3))
            await wcf.Broker.PublishTextAsync("/count", $"{i}");
        await wcf.Broker.PublishBatchAsync([Message("a"), Message("b")]);
        await wcf.Broker.PostAsync("/count", new BrokerMessage());
        await soap.Broker.PublishTextAsync("/count", "soap");
        foreach (var i in Enumerable.Range(0, 4))
        {
            using var content = new StringContent($"{i}");
            using var answer = await http.PostAsync(new Uri("api/topics/count/messages", UriKind.Relative), content);
            Assert.AreEqual(HttpStatusCode.Created, answer.StatusCode);
        }

        lab.Send("""{"method": "PUBLISH", "topic": "/count", "msg": "lab"}""");
        lab.Send("""{"method": "PUBLISH", "topic": "/count", "msg": "lab"}""");
        const int Published = 3 + 2 + 1 + 1 + 4 + 2;
        wcf.Recorder.Next(Published, 20);
        for (var received = 0; received < Published;)
            received += lab.Receive().Contains("PUBLISH", StringComparison.Ordinal) ? 1 : 0;

        var page = await MetricsPage.UntilAsync(_broker.HttpUrl, page => Delivered(page).Sum() == 2 * Published);
        CollectionAssert.AreEqual((double[])[6, 1, 4, 2], Protocols.Select(name => page["wcfbroker_messages_published_total", Protocol(name)]).ToArray());
        CollectionAssert.AreEqual((double[])[Published, 0, 0, Published], Delivered(page));
        CollectionAssert.AreEqual((double[])[1, 0, 0, 1], Protocols.Select(name => page["wcfbroker_sessions", Protocol(name)]).ToArray());
        Assert.AreEqual((1, 1), (page["wcfbroker_connections", Protocol("net.tcp")], page["wcfbroker_connections", Protocol("original")]));
        Assert.AreEqual(2, page["wcfbroker_subscriptions", "wcfbroker_subscription_kind=\"transient\""]);
        Assert.AreEqual(1, page["wcfbroker_topics"]);
        Assert.AreEqual(Published, page["wcfbroker_history_messages"]);
    }

    [TestMethod]
    public async Task Duplicates_and_refusals_are_counted()
    {
        await using var wcf = new WcfClient(_broker.Url);
        using var lab = LabClient.Json(_broker.Original);
        var message = new BrokerMessage { Id = "1", Body = [1] };
        await wcf.Broker.PublishAsync("/once", message);
        Assert.IsTrue((await wcf.Broker.PublishAsync("/once", message)).Duplicate);
        Assert.HasCount(1, (await wcf.Broker.PublishBatchAsync([new TopicMessage { Topic = "/once", Message = message }])).Duplicates!);
        await RefusedAsync(() => wcf.Broker.PublishTextAsync("/a/+", ""));
        await RefusedAsync(() => wcf.Broker.PublishAsync("/a", new BrokerMessage { TimeToLive = TimeSpan.Zero }));
        await wcf.Broker.PostAsync("/$sys", new BrokerMessage());
        lab.Send("""{"method": "PUBLISH", "topic": "/$sys", "msg": "x"}""");
        lab.Send("""{"method": "DANCE", "topic": "/a", "msg": "x"}""");
        lab.List("""{"method": "LIST", "topic": "/", "msg": ""}""");

        var page = await MetricsPage.UntilAsync(_broker.HttpUrl, page => page["wcfbroker_calls_refused_total", Error("InvalidTopic")] == 3);
        Assert.AreEqual(1, page["wcfbroker_messages_published_total", Protocol("net.tcp")]);
        Assert.AreEqual(2, page["wcfbroker_messages_deduplicated_total"]);
        Assert.AreEqual(1, page["wcfbroker_calls_refused_total", Error("InvalidMessage")]);
        Assert.AreEqual(1, page["wcfbroker_calls_refused_total", Error("_OTHER")]);
        Assert.AreEqual(0, page["wcfbroker_calls_refused_total", Error("ServerBusy")]);
    }

    [TestMethod]
    public async Task The_work_of_a_durable_subscription_is_counted()
    {
        await using var wcf = new WcfClient(_broker.Url);
        await wcf.Broker.SubscribeAsync("/jobs", new SubscriptionOptions { Durable = "jobs", Callback = CallbackOperations.OnMessages, Credit = 6 });
        foreach (var i in Enumerable.Range(0, 8))
            await wcf.Broker.PublishTextAsync("/jobs", $"{i}");
        var first = wcf.Recorder.Next(6, 20);
        await wcf.Broker.AcknowledgeAsync([first[0].Token!, first[1].Token!]);
        await wcf.Broker.RejectAsync(first[2].Token!, "no");
        await wcf.Broker.ReturnAsync(first[3].Token!, TimeSpan.Zero, null);
        var rest = wcf.Recorder.Next(3, 20);
        Assert.AreEqual(1, rest.Count(delivery => delivery.Redelivered));

        const string Jobs = "messaging_destination_subscription_name=\"jobs\"";
        var page = await MetricsPage.UntilAsync(_broker.HttpUrl, page => page["wcfbroker_messages_delivered_total", Protocol("net.tcp")] == 9);
        Assert.AreEqual(2, page["wcfbroker_messages_acknowledged_total"]);
        Assert.AreEqual(1, page["wcfbroker_messages_dead_lettered_total"]);
        Assert.AreEqual(1, page["wcfbroker_messages_redelivered_total"]);
        Assert.AreEqual(1, page["wcfbroker_dead_letters"]);
        Assert.AreEqual(1, page["wcfbroker_subscriptions", "wcfbroker_subscription_kind=\"durable\""]);
        Assert.AreEqual(5, page["wcfbroker_subscription_in_flight", Jobs]);
        Assert.AreEqual(0, page["wcfbroker_subscription_lag", Jobs]);
        Assert.IsGreaterThan(0, page["wcfbroker_subscription_oldest_unacknowledged_age_seconds", Jobs]);
        await wcf.Broker.AcknowledgeAsync([.. first[4..].Concat(rest).Select(delivery => delivery.Token!)]);
        page = await MetricsPage.ReadAsync(_broker.HttpUrl);
        Assert.AreEqual(7, page["wcfbroker_messages_acknowledged_total"]);
        Assert.AreEqual(0, page["wcfbroker_subscription_in_flight", Jobs]);
        Assert.AreEqual(0, page["wcfbroker_subscription_oldest_unacknowledged_age_seconds", Jobs]);
    }

    [TestMethod]
    public async Task What_a_slow_subscriber_misses_and_what_expires_is_counted()
    {
        await using var pull = new PlainClient<IPullSubscriber>(_broker.Url);
        await using var wcf = new WcfClient(_broker.Url);
        var slow = (await pull.Broker.CreatePullSubscriptionAsync("/slow", null)).Id;
        await wcf.Broker.PublishAsync("/slow", new BrokerMessage { TimeToLive = TimeSpan.FromMilliseconds(1), Body = "x"u8.ToArray() });
        Assert.IsEmpty((await pull.Broker.PullAsync(slow, 1, TimeSpan.FromMilliseconds(50))).Deliveries);
        foreach (var _ in Enumerable.Range(0, 2))
            await wcf.Broker.PublishBatchAsync([.. Enumerable.Range(0, 600).Select(i => new TopicMessage { Topic = "/slow", Message = new BrokerMessage() })]);

        var page = await MetricsPage.ReadAsync(_broker.HttpUrl);
        Assert.AreEqual(1, page["wcfbroker_messages_expired_total"]);
        Assert.AreEqual(200, page["wcfbroker_messages_dropped_total", "wcfbroker_drop_reason=\"Slow\""]);
        Assert.AreEqual(0, page["wcfbroker_messages_delivered_total", Protocol("net.tcp")]);
        var pulled = (await pull.Broker.PullAsync(slow, 10, TimeSpan.FromSeconds(20))).Deliveries;
        Assert.AreEqual(pulled.Length, (await MetricsPage.ReadAsync(_broker.HttpUrl))["wcfbroker_messages_delivered_total", Protocol("net.tcp")]);
    }

    [TestMethod]
    public async Task Histograms_measure_every_publish_with_a_receipt_and_every_commit_from_the_first_look_on()
    {
        await using var wcf = new WcfClient(_broker.Url);
        await wcf.Broker.PublishTextAsync("/before", "");
        await MetricsPage.ReadAsync(_broker.HttpUrl);
        await wcf.Broker.SubscribeAsync("/before", null);
        foreach (var i in Enumerable.Range(0, 5))
            await wcf.Broker.PublishTextAsync("/before", $"{i}");
        wcf.Recorder.Next(5, 20);

        var page = await MetricsPage.ReadAsync(_broker.HttpUrl);
        Assert.AreEqual(5, page["wcfbroker_publish_duration_seconds_count", Protocol("net.tcp")]);
        Assert.AreEqual(5, page["wcfbroker_commit_duration_seconds_count"]);
        Assert.IsGreaterThanOrEqualTo(5, page["wcfbroker_commit_batch_size_sum"]);
        Assert.IsGreaterThanOrEqualTo(1, page["wcfbroker_delivery_delay_seconds_count", Protocol("net.tcp")]);
        Assert.IsGreaterThan(0, page["wcfbroker_store_size_bytes"]);
        Assert.IsGreaterThan(0, page["wcfbroker_store_disk_free_bytes"]);
    }

    private static double[] Delivered(MetricsPage page) => [.. Protocols.Select(name => page["wcfbroker_messages_delivered_total", Protocol(name)])];

    private static string Protocol(string name) => $"network_protocol_name=\"{name}\"";

    private static string Error(string code) => $"error_type=\"{code}\"";

    private static TopicMessage Message(string text) => new() { Topic = "/count", Message = new BrokerMessage { Body = Encoding.UTF8.GetBytes(text) } };

    private static Task<FaultException<BrokerFault>> RefusedAsync(Func<Task> call) => Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(call);
}
