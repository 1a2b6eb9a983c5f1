using System.ServiceModel;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;
using static WcfBroker.Integration.Tests.NetTcpDelivery;

namespace WcfBroker.Integration.Tests;

/// <summary>Policies of topics as the configuration gives them.</summary>
[TestClass]
public sealed class Policies
{
    private static readonly string[] Settings =
    [
        "--Policies:0:Topics=/memory", "--Policies:0:Durability=Memory", "--Policies:0:PayloadBytesMax=100",
        "--Policies:1:Topics=/three", "--Policies:1:CountMax=3",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("wcfbroker-policies-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_memory_topic_says_so_and_after_kill_minus_nine_its_messages_are_gone_and_no_sequence_comes_again()
    {
        long last;
        await using (var broker = await RunningBroker.StartInAsync(_folder, Settings))
        {
            await using var client = new WcfClient(broker.Url);
            Assert.AreEqual(DurabilityLevels.Disk, (await client.Broker.PublishAsync("/disk", Text(1))).Durability);
            Assert.AreEqual(DurabilityLevels.Memory, (await client.Broker.PublishAsync("/memory/a", Text(2))).Durability);
            Assert.AreEqual(DurabilityLevels.Memory, (await client.Broker.PublishBatchAsync([Message("/disk", 3), Message("/memory", 4)])).Durability);
            last = (await client.Broker.PublishAsync("/memory", Text(5))).Sequence;
            CollectionAssert.AreEqual((int[])[1, 2, 3, 4, 5], await ReplayAsync(client, "/"));
            broker.Kill();
        }

        await using var again = await RunningBroker.StartInAsync(_folder, Settings);
        await using var late = new WcfClient(again.Url);
        Assert.IsGreaterThan(last, (await late.Broker.PublishAsync("/disk", Text(6))).Sequence);
        CollectionAssert.AreEqual((int[])[1, 3, 6], await ReplayAsync(late, "/"));
        Assert.IsNull(await late.Broker.GetLastMessageAsync("/memory"));
    }

    [TestMethod]
    public async Task Of_a_topic_with_CountMax_the_newest_messages_are_kept()
    {
        await using (var before = await RunningBroker.StartInAsync(_folder, Settings))
        {
            await using var publisher = new WcfClient(before.Url);
            await publisher.Broker.PublishBatchAsync([.. Enumerable.Range(1, 20).SelectMany(i => new[] { Message("/three", i), Message("/free", i) })]);
            await before.SignalAsync("TERM");
            Assert.AreEqual(0, await before.ExitCodeAsync());
        }

        // The broker looks at the start, and then now and then.
        await using var broker = await RunningBroker.StartInAsync(_folder, Settings);
        await using var client = new WcfClient(broker.Url);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await ReplayAsync(client, "/three")).Length > 3)
            patience.Token.ThrowIfCancellationRequested();
        CollectionAssert.AreEqual((int[])[18, 19, 20], await ReplayAsync(client, "/three"));
        Assert.HasCount(20, await ReplayAsync(client, "/free"));
    }

    [TestMethod]
    public async Task A_payload_too_large_for_its_topic_is_told()
    {
        await using var broker = await RunningBroker.StartInAsync(_folder, Settings);
        await using var client = new WcfClient(broker.Url);
        var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => client.Broker.PublishTextAsync("/memory", new string('x', 101)));
        Assert.AreEqual(
            (FaultCodes.LimitExceeded, "message.body", "100 bytes", "101 bytes"),
            (fault.Detail.Code, fault.Detail.Parameter, fault.Detail.Limit, fault.Detail.Value));
    }

    private static TopicMessage Message(string topic, int number) => new() { Topic = topic, Message = Text(number) };

    // All that is kept, up to the message that ends the replay.
    private static async Task<int[]> ReplayAsync(WcfClient client, string topic)
    {
        var started = await client.Broker.SubscribeAsync(topic, new SubscriptionOptions { Start = StartPositions.All });
        var numbers = new List<int>();
        var end = (await client.Broker.PublishTextAsync($"{topic.TrimEnd('/')}/end", "-1")).Sequence;
        for (var next = client.Recorder.Next(); next.Sequence < end; next = client.Recorder.Next())
            numbers.Add(Number(next));
        await client.Broker.UnsubscribeAsync(started.Id);
        return [.. numbers.Where(number => number >= 0)];
    }
}
