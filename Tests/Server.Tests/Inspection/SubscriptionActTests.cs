using System.ServiceModel;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Inspection;

/// <summary>What an administrator does to a durable subscription as it runs.</summary>
[TestClass]
public sealed class SubscriptionActTests
{
    private static readonly string[] Policies = [":Policies:0:Topics=/volatile", ":Policies:0:Durability=Memory"];

    [TestMethod]
    public async Task A_paused_subscription_says_so_and_who_pulls_gets_nothing_until_it_goes_on()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service("ann");
        var work = (await service.CreatePullSubscriptionAsync("/work", new SubscriptionOptions { Durable = "work" })).Id;
        await service.PauseSubscriptionAsync("work");
        await service.PublishTextAsync("/work", "1");
        Assert.IsTrue((await service.ListSubscriptionsAsync(null, 0)).Subscriptions.Single().Paused);
        Assert.IsEmpty((await service.PullAsync(work, 5, TimeSpan.Zero)).Deliveries);

        await service.ResumeSubscriptionAsync("work");
        Assert.HasCount(1, (await service.PullAsync(work, 5, TimeSpan.Zero)).Deliveries);
        Assert.IsFalse((await service.ListSubscriptionsAsync(null, 0)).Subscriptions.Single().Paused);
        Assert.AreEqual("5003 Administration: ann from test: pause subscription work: done", broker.Log.Of(5003)[0]);
        Assert.AreEqual("5003 Administration: ann from test: resume subscription work: done", broker.Log.Of(5003)[1]);
    }

    [TestMethod]
    public async Task Stored_messages_are_replayed_by_sequence_or_by_time_to_one_subscription()
    {
        await using var broker = new SecuredBroker(Policies);
        await using var service = broker.Service("ann");
        foreach (var topic in (string[])["/jobs/1", "/other", "/jobs/2", "/volatile", "/jobs/3"])
        {
            await service.PublishTextAsync(topic, "");
            broker.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var work = (await service.CreatePullSubscriptionAsync("/", new SubscriptionOptions { Durable = "work" })).Id;
        var now = broker.Time.GetUtcNow().UtcDateTime;
        Assert.AreEqual("/jobs/1 /other", await ReplayedAsync(new ReplayRange { FromSequence = 1, ToSequence = 2 }));
        Assert.AreEqual("/jobs/2", await ReplayedAsync(new ReplayRange { FromTimeUtc = now.AddMinutes(-3), ToTimeUtc = now.AddMinutes(-1) }));
        Assert.AreEqual("/jobs/2 /jobs/3", await ReplayedAsync(new ReplayRange { FromSequence = 3 }));
        Assert.AreEqual("", await ReplayedAsync(new ReplayRange { FromTimeUtc = now }));
        Assert.Contains("5003 Administration: ann from test: replay messages work: done", broker.Log.Of(5003));

        async Task<string> ReplayedAsync(ReplayRange range)
        {
            var count = await service.ReplayMessagesAsync("work", range);
            var deliveries = (await service.PullAsync(work, 10, TimeSpan.Zero)).Deliveries;
            Assert.HasCount(count, deliveries);
            Assert.IsTrue(deliveries.All(delivery => delivery.Redelivered && delivery.Attempt == 1));
            if (count > 0)
                await service.AcknowledgePulledAsync(work, [.. deliveries.Select(delivery => delivery.Token!)]);
            return string.Join(' ', deliveries.Select(delivery => delivery.Topic));
        }
    }

    [TestMethod]
    public async Task A_replay_is_bounded()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        await service.CreatePullSubscriptionAsync("/work", new SubscriptionOptions { Durable = "work" });
        for (var i = 0; i < 11; i++)
            await service.PublishBatchAsync([.. Enumerable.Range(0, 1_000).Select(_ => new TopicMessage { Topic = "/work", Message = new BrokerMessage() })]);
        var fault = await FaultOfAsync(() => service.ReplayMessagesAsync("work", new ReplayRange { FromSequence = 1 }));
        Assert.AreEqual((FaultCodes.LimitExceeded, "range", "10000 messages"), (fault.Code, fault.Parameter, fault.Limit));
    }

    [TestMethod]
    public async Task What_does_not_exist_or_makes_no_sense_is_refused()
    {
        await using var broker = new SecuredBroker();
        await using var service = broker.Service();
        foreach (var act in (Func<Task>[])[() => service.PauseSubscriptionAsync("none"), () => service.ResumeSubscriptionAsync("none"), () => service.ReplayMessagesAsync("none", new ReplayRange { FromSequence = 1 })])
            Assert.AreEqual((FaultCodes.UnknownSubscription, "none"), await CodeAndValueOfAsync(act));
        await service.CreatePullSubscriptionAsync("/work", new SubscriptionOptions { Durable = "work" });
        var ranges = new Dictionary<string, ReplayRange?>
        {
            ["range.fromSequence"] = new() { FromSequence = 0 },
            ["range.toSequence"] = new() { FromSequence = 2, ToSequence = 1 },
            ["range"] = null,
        };
        foreach (var (parameter, range) in ranges)
            Assert.AreEqual(parameter, (await FaultOfAsync(() => service.ReplayMessagesAsync("work", range!))).Parameter);
        var both = new ReplayRange { FromSequence = 1, ToSequence = 1, ToTimeUtc = DateTime.UnixEpoch };
        Assert.AreEqual(FaultCodes.InvalidArgument, (await FaultOfAsync(() => service.ReplayMessagesAsync("work", both))).Code);
        Assert.AreEqual("name", (await FaultOfAsync(() => service.PauseSubscriptionAsync("a b"))).Parameter);
    }

    private static async Task<(string Code, string? Value)> CodeAndValueOfAsync(Func<Task> act) =>
        await FaultOfAsync(act) is var fault ? (fault.Code, fault.Value) : default;

    private static async Task<BrokerFault> FaultOfAsync(Func<Task> act) => (await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(act)).Detail;
}
