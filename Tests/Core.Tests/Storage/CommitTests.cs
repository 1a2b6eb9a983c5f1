using Microsoft.Extensions.Time.Testing;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Tests.Loop;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Storage;

/// <summary>The loop with a store: nothing is answered or delivered that is not stored.</summary>
[TestClass]
public sealed class CommitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FailingStore _store = new();
    private readonly Broker _broker = new(
        BrokerLimits.Default with { HistoryMessagesMax = 10 },
        new TopicPolicies([new TopicPolicy(TopicFilter.Parse("/memory")) { Durability = Durability.Memory }]));

    public required TestContext TestContext { get; set; }

    [TestInitialize]
    public void Restore() => _broker.Restore(_store, _time.GetUtcNow().UtcDateTime);

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public async Task A_receipt_comes_when_the_message_is_stored()
    {
        await using var loop = new BrokerLoop(_broker, _time, _store);
        for (var i = 1; i <= 1_000; i++)
            Assert.AreEqual(i, (await PublishAsync(loop)).Sequence);
        Assert.AreEqual(1_000, _store.Load().HeadSequence);
    }

    [TestMethod]
    public async Task Many_publishers_share_commits_and_all_is_stored_in_order()
    {
        await using (var loop = new BrokerLoop(_broker, _time, _store))
            await Task.WhenAll(Enumerable.Range(0, 5_000).Select(_ => PublishAsync(loop)));
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 5_000).Select(i => (long)i).ToArray(),
            _store.Read(1, int.MaxValue, long.MaxValue).Messages.Select(message => message.Sequence).ToArray());
    }

    [TestMethod]
    public async Task A_store_that_fails_leaves_the_outcome_unknown_and_ends_the_loop()
    {
        var loop = new BrokerLoop(_broker, _time, _store);
        await PublishAsync(loop);
        _store.Fault = StoreFault.OutcomeUnknown;

        var failed = await Assert.ThrowsExactlyAsync<BrokerException>(() => PublishAsync(loop));
        Assert.AreEqual(ErrorCode.OutcomeUnknown, failed.Error.Code);
        await Assert.ThrowsExactlyAsync<StoreException>(() => loop.Completion);
        var late = await Assert.ThrowsExactlyAsync<BrokerException>(() => PublishAsync(loop));
        Assert.AreEqual(ErrorCode.ServerStopping, late.Error.Code);
    }

    [TestMethod]
    public async Task A_store_that_could_not_take_what_was_decided_ends_the_loop_and_says_that_nothing_is_stored()
    {
        var loop = new BrokerLoop(_broker, _time, _store);
        _store.Fault = StoreFault.Full;

        var failed = await Assert.ThrowsExactlyAsync<BrokerException>(() => PublishAsync(loop));
        Assert.AreEqual(ErrorCode.StoreFull, failed.Error.Code);
        await Assert.ThrowsExactlyAsync<StoreException>(() => loop.Completion);
    }

    [TestMethod]
    public async Task A_store_on_its_reserve_is_sent_no_more_messages_until_it_has_room()
    {
        await using var loop = new BrokerLoop(_broker, _time, _store);
        await PublishAsync(loop);
        _store.IsFull = true;
        var refused = await Assert.ThrowsExactlyAsync<BrokerException>(() => PublishAsync(loop));
        Assert.AreEqual(ErrorCode.StoreFull, refused.Error.Code);

        loop.Post(new ReportRoom(1_000));
        await Assert.ThrowsExactlyAsync<BrokerException>(() => PublishAsync(loop), "A report from before does not count.");
        _store.IsFull = false;
        loop.Post(new ReportRoom(1_000));
        Assert.AreEqual(2, (await PublishAsync(loop)).Sequence);
    }

    [TestMethod]
    public async Task A_log_that_cannot_be_read_ends_the_loop()
    {
        var loop = new BrokerLoop(_broker, _time, _store);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PublishAsync(loop)));
        var attached = new Reply<Done>();
        loop.Post(new Attach(new SessionId(1), new Deliveries.Outbox(loop.Limits), OncePerMessage: false, attached));
        await attached.Task;

        _store.Fault = StoreFault.Damaged;
        loop.Post(new Subscribe(new SessionId(1), TopicFilter.Parse("/"), new SubscriptionOptions { Start = StartKind.All }, null));

        await Assert.ThrowsExactlyAsync<StoreException>(() => loop.Completion);
    }

    [TestMethod]
    public async Task A_last_message_that_is_no_longer_in_memory_is_read()
    {
        await using var loop = new BrokerLoop(_broker, _time, _store);
        await PublishAsync(loop, "/first");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PublishAsync(loop)));
        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => LastAsync(loop, "/first")));
        Assert.IsTrue(found.All(message => message!.Sequence == 1));
    }

    [TestMethod]
    public async Task A_last_message_that_left_memory_before_it_was_stored_is_read_when_it_is()
    {
        await using var loop = new BrokerLoop(_broker, _time, _store);
        var published = Enumerable.Range(0, 2_000).Select(i => PublishAsync(loop, $"/{i % 100}")).ToList();
        var asked = Enumerable.Range(0, 100).Select(i => LastAsync(loop, $"/{i}")).ToList();
        await Task.WhenAll(published);
        for (var i = 0; i < asked.Count; i++)
            Assert.AreEqual(1_901 + i, (await asked[i])!.Sequence);
    }

    [TestMethod]
    public async Task Who_waits_for_a_last_message_that_cannot_be_read_is_refused()
    {
        var loop = new BrokerLoop(_broker, _time, _store);
        await PublishAsync(loop, "/first");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PublishAsync(loop)));
        _store.Fault = StoreFault.Damaged;
        var waiting = Enumerable.Range(0, 10).Select(_ => LastAsync(loop, "/first")).ToList();
        foreach (var last in waiting)
            Assert.AreEqual(ErrorCode.ServerStopping, (await Assert.ThrowsExactlyAsync<BrokerException>(() => last)).Error.Code);
        await Assert.ThrowsExactlyAsync<StoreException>(() => loop.Completion);
    }

    [TestMethod]
    public async Task A_look_at_the_log_lets_an_idle_store_go_on_with_what_it_put_off()
    {
        await using (var loop = new BrokerLoop(_broker, _time, _store))
        {
            await PublishAsync(loop);
            Assert.AreEqual(0, _store.EmptyCommits);
            loop.Post(new TrimLog(0));
        }

        Assert.AreEqual(1, _store.EmptyCommits);
    }

    [TestMethod]
    public async Task What_is_kept_in_memory_alone_does_not_wait_for_the_store()
    {
        var loop = new BrokerLoop(_broker, _time, _store);
        await PublishAsync(loop, "/memory");
        _store.Fault = StoreFault.OutcomeUnknown;
        Assert.AreEqual(2, (await PublishAsync(loop, "/memory")).Sequence);
        await Assert.ThrowsExactlyAsync<BrokerException>(() => PublishAsync(loop));
        await Assert.ThrowsExactlyAsync<StoreException>(() => loop.Completion);
    }

    [TestMethod]
    public async Task Many_commands_that_decide_nothing_hold_nobody_up()
    {
        await using var loop = new BrokerLoop(_broker, _time, _store);
        await PublishAsync(loop, "/memory");
        for (var i = 0; i < 10 * loop.Limits.CommandBatchMax; i++)
            await loop.PostAsync(PublishTo("/memory", null), TestContext.CancellationToken);
        Assert.AreEqual(2 + (10 * loop.Limits.CommandBatchMax), (await PublishAsync(loop)).Sequence);
    }

    [TestMethod]
    public async Task S17_What_waits_for_the_store_is_bounded()
    {
        var broker = new Broker(BrokerLimits.Default with { CommandsMax = 1, CommandBatchMax = 1 });
        broker.Restore(_store, _time.GetUtcNow().UtcDateTime);
        await using var loop = new BrokerLoop(broker, _time, _store);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        for (var i = 0; i < 5; i++)
            await loop.PostAsync(PublishTo("/a", null), TestContext.CancellationToken);
        var sixth = loop.PostAsync(PublishTo("/a", null), TestContext.CancellationToken).AsTask();
        Assert.IsFalse(sixth.IsCompleted);
        gate.Open();
        await sixth;
        await loop.StopAsync();
        Assert.AreEqual(6, _store.Load().HeadSequence);
    }

    private static Publish PublishTo(string topic, IReply<Receipt>? reply) => new(null, null, TopicName.Parse(topic), TestBroker.Content("x"), reply);

    private static Task<Receipt> PublishAsync(BrokerLoop loop, string topic = "/a")
    {
        var reply = new Reply<Receipt>();
        loop.Post(PublishTo(topic, reply));
        return reply.Task;
    }

    private static Task<PublishedMessage?> LastAsync(BrokerLoop loop, string topic)
    {
        var reply = new Reply<PublishedMessage?>();
        loop.Post(new GetLastMessage(TopicName.Parse(topic), reply));
        return reply.Task;
    }
}
