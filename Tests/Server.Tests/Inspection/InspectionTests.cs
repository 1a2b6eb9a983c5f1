using System.ServiceModel;
using System.Text;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Pulling;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Server.Inspection;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Inspection;

/// <summary>What is seen of the broker from inside its process.</summary>
[TestClass]
public sealed class InspectionTests
{
    private static readonly string[] Rules = ["Rights:0:Who=ann", "Rights:0:Administer=true", "Rights:0:Subscribe:0=/", "Rights:1:Who=bob", "Rights:1:Subscribe:0=/a"];

    [TestMethod]
    public async Task It_is_for_administrators_but_for_messages_that_may_be_read()
    {
        await using var broker = new SecuredBroker(Rules);
        await using var bob = broker.Service("bob");
        await using var ann = broker.Service("ann");
        Assert.IsFalse(bob.MayAdminister);
        Assert.IsTrue(ann.MayAdminister);
        foreach (var call in (Func<Task>[])[bob.GetStatusAsync, () => bob.ListSubtopicsAsync("/", null, 10), () => bob.InspectAsync("look", () => 1), () => bob.ReadMessagesAsync("/b", 1, false, 1)])
            Assert.AreEqual(FaultCodes.AccessDenied, (await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(call)).Detail.Code);
        Assert.IsEmpty((await bob.ReadMessagesAsync("/a", 1, false, 1)).Messages);
        Assert.AreEqual(0, (await ann.GetStatusAsync()).Info.Topics);
    }

    [TestMethod]
    public async Task Without_rules_everyone_may_administer()
    {
        await using var broker = new SecuredBroker();
        await using var anyone = broker.Service();
        Assert.IsTrue(anyone.MayAdminister);
    }

    [TestMethod]
    public async Task Subtopics_come_a_level_at_a_time_and_page_by_page()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        foreach (var topic in (string[])["/a/x/1", "/b", "/a/y", "/a/z"])
            await service.PublishTextAsync(topic, "");
        Assert.AreEqual("/a /b", await NamesAsync("/", null, 10));
        Assert.AreEqual("/a/x /a/y, more", await NamesAsync("/a", null, 2));
        Assert.AreEqual("/a/z", await NamesAsync("/a", "/a/y", 2));
        Assert.AreEqual("", await NamesAsync("/b", null, 2));

        async Task<string> NamesAsync(string topic, string? after, int count)
        {
            var page = await service.ListSubtopicsAsync(topic, after, count);
            return string.Join(' ', page.Topics.Select(one => one.Name)) + (page.Next is null ? "" : ", more");
        }
    }

    [TestMethod]
    public async Task The_status_counts_what_was_delivered_and_acknowledged_and_names_the_oldest_message_that_was_not()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        var subscription = (await service.CreatePullSubscriptionAsync("/work", new SubscriptionOptions { Durable = "work" })).Id;
        Assert.IsNull((await service.GetStatusAsync()).OldestUnsettled);
        foreach (var i in Enumerable.Range(0, 3))
            await service.PublishTextAsync("/work", $"{i}");
        var pulled = await PullAsync(service, subscription, 3);
        await service.AcknowledgePulledAsync(subscription, [pulled[0].Token!, pulled[2].Token!]);

        var status = await service.GetStatusAsync();
        Assert.AreEqual(3, status.Delivered);
        Assert.AreEqual(2, status.Acknowledged);
        Assert.AreEqual(pulled[1].Sequence, status.OldestUnsettled);
        Assert.AreEqual(pulled[1].PublishedUtc, status.OldestUnsettledUtc);
        Assert.AreEqual(3, status.HistoryMessages);
        Assert.IsGreaterThan(0, status.HistoryBytes);
        await service.AcknowledgePulledAsync(subscription, [pulled[1].Token!]);
        Assert.IsNull((await service.GetStatusAsync()).OldestUnsettled);
    }

    [TestMethod]
    public async Task Messages_of_a_topic_are_read_forward_and_backward_between_those_of_others()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        foreach (var batch in Enumerable.Range(0, 3))
            await service.PublishBatchAsync([.. Enumerable.Range(0, 1_000).Select(i => Message((batch * 1_000) + i))]);

        await ExpectAsync(1, false, 3, "1 101 201", 1, 201);
        await ExpectAsync(202, false, 2, "301 401", 202, 401);
        await ExpectAsync(2_850, false, 5, "2901", 2_850, 3_000);
        await ExpectAsync(long.MaxValue, true, 3, "2701 2801 2901", 2_701, 3_000);
        await ExpectAsync(2_701, true, 2, "2501 2601", 2_501, 2_700);
        await ExpectAsync(150, true, 5, "1 101", 1, 149);
        await ExpectAsync(1, true, 5, "", 1, 0);
        await ExpectAsync(9_999, false, 5, "", 3_001, 3_000);

        async Task ExpectAsync(long sequence, bool backward, int count, string expected, long from, long to)
        {
            var window = await service.ReadMessagesAsync("/wanted", sequence, backward, count);
            Assert.AreEqual(expected, string.Join(' ', window.Messages.Select(message => message.Sequence)));
            Assert.AreEqual((from, to), (window.From, window.To), $"{sequence} {backward}");
        }
    }

    [TestMethod]
    public async Task A_look_holds_a_few_megabytes_at_the_most_and_the_next_goes_on_beside_it()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        foreach (var _ in Enumerable.Range(0, 12))
            await service.PublishAsync("/large", new BrokerMessage { Body = new byte[1 << 20] });
        var seen = new List<long>();
        for (var before = long.MaxValue; before > 1;)
        {
            var window = await service.ReadMessagesAsync("/large", before, backward: true, 50);
            Assert.IsLessThanOrEqualTo(8, window.Messages.Count);
            seen.InsertRange(0, window.Messages.Select(message => message.Sequence));
            before = window.From;
        }

        Assert.AreEqual("1 2 3 4 5 6 7 8 9 10 11 12", string.Join(' ', seen));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(201)]
    public async Task A_look_at_messages_is_bounded(int count)
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        var refusal = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => service.ReadMessagesAsync("/a", 1, false, count));
        Assert.AreEqual("count", refusal.Detail.Parameter);
        Assert.AreEqual("200 messages", refusal.Detail.Limit);
    }

    [TestMethod]
    public async Task Without_a_store_a_look_back_is_refused_in_plain_words()
    {
        await using var broker = new SecuredBroker(":Storage:Kind=Memory");
        await using var service = broker.Service();
        var refusal = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => service.ReadMessagesAsync("/a", 1, false, 1));
        Assert.AreEqual(FaultCodes.StoreRequired, refusal.Detail.Code);
    }

    [TestMethod]
    [DataRow(":Storage:FlushBeforeReceipt=false", "Storage:FlushBeforeReceipt")]
    [DataRow(":Storage:Kind=Memory", "in memory alone")]
    [DataRow("Anonymous=Everywhere", "Security:Anonymous is Everywhere")]
    [DataRow(":Storage:FreeDiskBytesMin=1125899906842624", "publishing is refused")]
    public async Task Warnings_say_what_is_wrong(string setting, string warning)
    {
        await using var broker = new SecuredBroker(setting);
        Assert.Contains(warning, string.Join('\n', broker.Get<ServerReport>().Warnings()));
        await using var well = new SecuredBroker();
        Assert.DoesNotContain(warning, string.Join('\n', well.Get<ServerReport>().Warnings()));
    }

    [TestMethod]
    public async Task An_endpoint_that_is_open_to_other_machines_is_warned_of()
    {
        await using var broker = new SecuredBroker(":Endpoints:Http:Url=http://0.0.0.0:8080", ":Endpoints:Http:AllowInsecure=true");
        var warnings = string.Join('\n', broker.Get<ServerReport>().Warnings());
        Assert.Contains("The endpoint Http is open to other machines without TLS", warnings);
        Assert.Contains("There are no rights", warnings);
        Assert.DoesNotContain("NetTcp", warnings);
    }

    private static async Task<List<Delivery>> PullAsync(BrokerService service, string subscription, int count)
    {
        var pulled = new List<Delivery>();
        while (pulled.Count < count)
            pulled.AddRange((await service.PullAsync(subscription, count - pulled.Count, TimeSpan.FromSeconds(20))).Deliveries);
        return pulled;
    }

    private static TopicMessage Message(int i) =>
        new() { Topic = i % 100 == 0 ? "/wanted" : "/other", Message = new BrokerMessage { Body = Encoding.UTF8.GetBytes($"{i}") } };
}
