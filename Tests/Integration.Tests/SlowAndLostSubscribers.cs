using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

[TestClass]
public sealed class SlowAndLostSubscribers
{
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task A_stalled_subscriber_slows_nobody_and_is_told_what_it_missed()
    {
        const int Messages = 20_000;
        await using var publisher = new WcfClient(_broker.Url);
        await using var stalled = new WcfClient(_broker.Url);
        await using var other = new WcfClient(_broker.Url);
        await stalled.Broker.SubscribeAsync("/stall", null);
        await other.Broker.SubscribeAsync("/stall", null);
        stalled.Recorder.Stall();

        for (var sent = 0; sent < Messages; sent += 500)
        {
            await publisher.Broker.PublishBatchAsync([.. Enumerable.Range(sent, 500).Select(Large)]);
            Assert.HasCount(500, other.Recorder.Next(500, patienceSeconds: 20));
        }

        stalled.Recorder.Resume();
        var last = (await publisher.Broker.PublishBatchAsync([Large(Messages)])).Sequences[0];
        var received = new List<Delivery>();
        while (received.Count == 0 || received[^1].Sequence < last)
            received.Add(stalled.Recorder.Next());
        var gaps = new List<Notice>();
        while (received.Count + gaps.Sum(gap => gap.Count) <= Messages)
            gaps.Add(stalled.Recorder.NextNotice(NoticeKinds.Gap));

        Assert.IsTrue(received.Zip(received.Skip(1)).All(pair => pair.First.Sequence < pair.Second.Sequence));
        Assert.AreEqual(Messages + 1, received.Count + gaps.Sum(gap => gap.Count), "What was not delivered is in the gaps, and only that.");
        Assert.IsFalse(received.Any(delivery => gaps.Any(gap => delivery.Sequence >= gap.FromSequence && delivery.Sequence <= gap.ToSequence)));
    }

    [TestMethod]
    public async Task A_subscriber_that_asked_for_it_is_disconnected_when_it_is_too_slow()
    {
        await using var publisher = new WcfClient(_broker.Url);
        await using var slow = new WcfClient(_broker.Url);
        await slow.Broker.SubscribeAsync("/disconnect", new SubscriptionOptions { WhenSlow = SlowSubscriberPolicies.Disconnect });
        slow.Recorder.Stall();

        BatchReceipt receipt;
        do
            receipt = await publisher.Broker.PublishBatchAsync([.. Enumerable.Range(0, 500).Select(_ => new TopicMessage { Topic = "/disconnect", Message = new() { Body = new byte[2_000] } })]);
        while (receipt.MatchedSubscriptions[^1] > 0);

        StringAssert.Contains(await _broker.WaitForAsync("Disconnect"), "too slow");
    }

    [TestMethod]
    public async Task A_killed_subscriber_is_gone_at_once_and_the_others_go_on()
    {
        await using var publisher = new WcfClient(_broker.Url);
        await using var other = new WcfClient(_broker.Url);
        await other.Broker.SubscribeAsync("/killed", null);
        await using var killed = new RunningProgram(Programs.Subscriber, _broker.Url, "/killed");
        await killed.WaitForAsync("Subscribed to /killed");
        Assert.AreEqual(2, (await publisher.Broker.PublishTextAsync("/killed", "both")).MatchedSubscriptions);

        killed.Kill();
        var waited = System.Diagnostics.Stopwatch.StartNew();
        PublishReceipt receipt;
        var sent = 1;
        do
        {
            receipt = await publisher.Broker.PublishTextAsync("/killed", "one");
            sent++;
        }
        while (receipt.MatchedSubscriptions > 1 && waited.Elapsed < TimeSpan.FromSeconds(30));

        Assert.AreEqual(1, receipt.MatchedSubscriptions);
        Assert.HasCount(sent, other.Recorder.Next(sent, patienceSeconds: 20));
    }

    private static TopicMessage Large(int number) =>
        new() { Topic = "/stall", Message = new BrokerMessage { Body = new byte[2_000], Id = $"{number}" } };
}
