using System.Globalization;
using System.ServiceModel;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Administration;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests;

/// <summary>Durable subscriptions over net.tcp, by unmodified WCF clients.</summary>
[TestClass]
public sealed class DurableSubscriptions
{
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _broker = await RunningBroker.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _broker.DisposeAsync();

    [TestMethod]
    public async Task Returning_acknowledges_faulting_tries_again_and_rejecting_makes_a_dead_letter()
    {
        await using var client = new WcfClient(_broker.Url);
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Url);
        client.Recorder.Handling = delivery =>
        {
            if (Text(delivery) == "bad")
                throw new FaultException<BrokerFault>(new BrokerFault { Code = FaultCodes.Reject, Message = "no number" }, "no number");
            if (Text(delivery) == "later" && delivery.Attempt == 1)
                throw new FaultException("not now");
        };
        await client.Broker.SubscribeAsync("/work", new SubscriptionOptions { Durable = "work" });
        foreach (var text in (string[])["1", "later", "bad", "2"])
            await client.Broker.PublishTextAsync("/work", text);

        var handled = client.Recorder.Next(3, patienceSeconds: 20);

        Assert.AreEqual("1 2 later", string.Join(' ', handled.Select(Text)));
        Assert.IsFalse(handled[0].Redelivered);
        Assert.IsTrue(handled[2].Redelivered);
        Assert.AreEqual(2, handled[2].Attempt);
        var letter = (await administration.Broker.ListDeadLettersAsync("work", 0, 0)).Letters.Single();
        Assert.AreEqual("no number", letter.Reason);
        Assert.AreEqual("/work", letter.Message.Topic);
        Assert.AreEqual("bad", Text(letter.Message));
        await UntilAsync(async () => (await StatusAsync(administration, "work")).InFlight == 0);
        var status = await StatusAsync(administration, "work");
        Assert.AreEqual(0, status.Behind + status.Waiting);
        Assert.AreEqual(1, status.DeadLetters);
    }

    [TestMethod]
    public async Task Dead_letters_are_replayed_and_purged_by_an_administrator()
    {
        await using var client = new WcfClient(_broker.Url);
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Url);
        await client.Broker.SubscribeAsync("/dead", new SubscriptionOptions { Durable = "dead", Callback = CallbackOperations.OnMessages });
        foreach (var i in Enumerable.Range(0, 3))
            await client.Broker.PublishTextAsync("/dead", $"{i}");
        foreach (var delivery in client.Recorder.Next(3, 20))
            Assert.AreEqual(1, (await client.Broker.RejectAsync(delivery.Token!, "because")).Settled);

        var letters = (await administration.Broker.ListDeadLettersAsync("dead", 0, 2)).Letters;
        Assert.HasCount(2, letters);
        Assert.AreEqual(1, await administration.Broker.ReplayDeadLettersAsync("dead", [letters[1].Sequence]));
        var replayed = client.Recorder.Next();
        Assert.AreEqual("1", Text(replayed));
        Assert.AreEqual("/dead", replayed.Topic);
        Assert.IsTrue(replayed.Redelivered);
        await client.Broker.AcknowledgeAsync([replayed.Token!]);
        Assert.AreEqual(2, await administration.Broker.PurgeDeadLettersAsync("dead", null));
        Assert.IsEmpty((await administration.Broker.ListDeadLettersAsync("dead", 0, 0)).Letters);
    }

    [TestMethod]
    public async Task Explicit_acknowledgement_settles_by_token_and_says_what_was_stale()
    {
        await using var client = new WcfClient(_broker.Url);
        await client.Broker.SubscribeAsync(
            "/explicit", new SubscriptionOptions { Durable = "explicit", Callback = CallbackOperations.OnMessages, Credit = 5 });
        await client.Broker.PublishBatchAsync(
            [.. Enumerable.Range(0, 9).Select(i => new TopicMessage { Topic = "/explicit", Message = new BrokerMessage { Body = [(byte)i] } })]);

        var first = client.Recorder.Next(5, 20);
        Assert.IsTrue(client.Recorder.IsEmpty);
        var settled = await client.Broker.AcknowledgeAsync([first[1].Token!, first[3].Token!]);
        Assert.AreEqual(2, settled.Settled);
        Assert.IsNull(settled.Stale);
        Assert.AreEqual(3, (await client.Broker.AcknowledgeUpToAsync(first[4].Token!)).Settled);
        var again = await client.Broker.AcknowledgeAsync([first[1].Token!]);
        Assert.AreEqual(0, again.Settled);
        CollectionAssert.AreEqual((string[])[first[1].Token!], again.Stale);
        CollectionAssert.AreEqual((byte[])[5, 6, 7, 8], client.Recorder.Next(4, 20).Select(delivery => delivery.Body![0]).ToArray());
    }

    [TestMethod]
    public async Task A_broker_killed_and_started_again_goes_on_where_its_subscribers_were()
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-durable-").FullName;
        var options = new SubscriptionOptions { Durable = "kept", Callback = CallbackOperations.OnMessages };
        await using (var broker = await RunningBroker.StartInAsync(folder))
        {
            await using var client = new WcfClient(broker.Url);
            await client.Broker.SubscribeAsync("/kept", options);
            foreach (var i in Enumerable.Range(0, 5))
                await client.Broker.PublishTextAsync("/kept", $"{i}");
            var seen = client.Recorder.Next(5, 20);
            await client.Broker.AcknowledgeAsync([seen[0].Token!, seen[3].Token!]);
            broker.Kill();
            client.Abort();
        }

        await using (var broker = await RunningBroker.StartInAsync(folder))
        {
            await using var client = new WcfClient(broker.Url);
            Assert.IsTrue((await client.Broker.SubscribeAsync("/kept", options)).Resumed);
            var again = client.Recorder.Next(3, 20);
            Assert.AreEqual("1 2 4", string.Join(' ', again.Select(Text)));
            Assert.IsTrue(again.All(delivery => delivery.Redelivered && delivery.Attempt == 1));
        }

        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public async Task A_broker_killed_and_started_again_knows_what_was_paused_and_what_was_to_be_replayed()
    {
        var folder = Directory.CreateTempSubdirectory("wcfbroker-durable-").FullName;
        var options = new SubscriptionOptions { Durable = "kept", Callback = CallbackOperations.OnMessages };
        await using (var broker = await RunningBroker.StartInAsync(folder))
        {
            await using var client = new WcfClient(broker.Url);
            await using var administration = new PlainClient<IBrokerAdministration>(broker.Url);
            await client.Broker.SubscribeAsync("/kept", options);
            foreach (var i in Enumerable.Range(0, 3))
                await client.Broker.PublishTextAsync("/kept", $"{i}");
            await client.Broker.AcknowledgeAsync([.. client.Recorder.Next(3, 20).Select(delivery => delivery.Token!)]);
            await administration.Broker.PauseSubscriptionAsync("kept");
            Assert.AreEqual(2, await administration.Broker.ReplayMessagesAsync("kept", new ReplayRange { FromSequence = 2 }));
            broker.Kill();
            client.Abort();
        }

        await using (var broker = await RunningBroker.StartInAsync(folder))
        {
            await using var client = new WcfClient(broker.Url);
            await using var administration = new PlainClient<IBrokerAdministration>(broker.Url);
            Assert.IsTrue((await client.Broker.SubscribeAsync("/kept", options)).Paused);
            var status = await StatusAsync(administration, "kept");
            Assert.AreEqual((true, 2, 0), (status.Paused, status.Waiting, status.InFlight));
            await administration.Broker.ResumeSubscriptionAsync("kept");
            var again = client.Recorder.Next(2, 20);
            Assert.AreEqual("1 2", string.Join(' ', again.Select(Text)));
            Assert.IsTrue(again.All(delivery => delivery.Redelivered && delivery.Attempt == 1));
        }

        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public async Task A_second_session_takes_a_subscription_over_and_the_first_is_told()
    {
        await using var first = new WcfClient(_broker.Url);
        await using var second = new WcfClient(_broker.Url);
        var options = new SubscriptionOptions { Durable = "mine", Callback = CallbackOperations.OnMessages };
        var old = await first.Broker.SubscribeAsync("/mine", options);
        await second.Broker.SubscribeAsync("/mine", options);

        var notice = first.Recorder.NextNotice(NoticeKinds.SubscriptionEnded);

        Assert.AreEqual(old.Id, notice.Subscription);
        StringAssert.Contains(notice.Reason, "taken", StringComparison.Ordinal);
        await first.Broker.PublishTextAsync("/mine", "1");
        Assert.AreEqual("1", Text(second.Recorder.Next()));
        Assert.IsTrue(first.Recorder.IsEmpty);
    }

    [TestMethod]
    public async Task Shared_work_goes_on_with_the_others_when_a_worker_is_lost()
    {
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Url);
        await using var steady = new WcfClient(_broker.Url);
        var lost = new WcfClient(_broker.Url);
        var options = new SubscriptionOptions { Durable = "shared", Shared = true, Callback = CallbackOperations.OnMessages };
        await steady.Broker.SubscribeAsync("/shared", options);
        await lost.Broker.SubscribeAsync("/shared", options);
        foreach (var i in Enumerable.Range(0, 20))
            await steady.Broker.PublishTextAsync("/shared", $"{i}");
        Assert.HasCount(10, lost.Recorder.Next(10, 20));
        var own = steady.Recorder.Next(10, 20);

        lost.Abort();
        var taken = steady.Recorder.Next(10, 20);

        Assert.IsTrue(taken.All(delivery => delivery.Redelivered && delivery.Attempt == 2));
        CollectionAssert.AreEquivalent(
            Enumerable.Range(0, 20).ToArray(), own.Concat(taken).Select(delivery => int.Parse(Text(delivery), CultureInfo.InvariantCulture)).ToArray());
        Assert.AreEqual(1, (await StatusAsync(administration, "shared")).Members);
        await lost.DisposeAsync();
    }

    [TestMethod]
    public async Task What_does_not_go_together_is_refused_by_name()
    {
        await using var client = new WcfClient(_broker.Url);
        await RefusedAsync(new SubscriptionOptions { Shared = true }, FaultCodes.InvalidArgument, "options.shared");
        await RefusedAsync(new SubscriptionOptions { Durable = "a/b" }, FaultCodes.InvalidArgument, "options.durable");
        await RefusedAsync(new SubscriptionOptions { Durable = new string('x', 101) }, FaultCodes.LimitExceeded, "options.durable");
        await RefusedAsync(new SubscriptionOptions { Durable = "x", Lease = TimeSpan.FromMilliseconds(1) }, FaultCodes.InvalidArgument, "options.lease");
        await RefusedAsync(new SubscriptionOptions { Durable = "x", Credit = 1_001 }, FaultCodes.InvalidArgument, "options.credit");
        await RefusedAsync(new SubscriptionOptions { Durable = "x", AttemptsMax = 0 }, FaultCodes.InvalidArgument, "options.attemptsMax");
        await RefusedAsync(
            new SubscriptionOptions { Durable = "x", Acknowledge = AcknowledgeModes.OnReturn, Callback = CallbackOperations.OnMessage },
            FaultCodes.InvalidArgument, "options.acknowledge");

        async Task RefusedAsync(SubscriptionOptions options, string code, string parameter)
        {
            var fault = await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => client.Broker.SubscribeAsync("/refused", options));
            Assert.AreEqual(code, fault.Detail.Code);
            Assert.AreEqual(parameter, fault.Detail.Parameter);
        }
    }

    [TestMethod]
    public async Task An_administrator_sees_the_server_its_sessions_and_its_topics()
    {
        await using var client = new WcfClient(_broker.Url);
        await using var administration = new PlainClient<IBrokerAdministration>(_broker.Url);
        await client.Broker.SubscribeAsync("/seen", null);
        var receipt = await client.Broker.PublishTextAsync("/seen", "x");

        var info = await administration.Broker.GetServerInfoAsync();
        var sessions = await administration.Broker.ListSessionsAsync(0, 0);
        var topics = await administration.Broker.ListAllTopicsAsync("/seen", null, 0);

        Assert.IsGreaterThanOrEqualTo(receipt.Sequence, info.HeadSequence);
        Assert.IsGreaterThan(0, info.StoreBytes!.Value);
        Assert.Contains(session => session.Subscriptions == 1 && session.Address.StartsWith("net.tcp", StringComparison.Ordinal), sessions.Sessions);
        Assert.AreEqual("/seen", topics.Topics.Single().Name);
    }

    private static async Task<Contracts.Administration.SubscriptionStatus> StatusAsync(PlainClient<IBrokerAdministration> administration, string name) =>
        (await administration.Broker.ListSubscriptionsAsync(null, 0)).Subscriptions.Single(subscription => subscription.Name == name);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Yield();
    }

    private static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body!);
}
