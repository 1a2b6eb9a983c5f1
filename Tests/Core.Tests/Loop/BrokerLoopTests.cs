using Microsoft.Extensions.Time.Testing;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Loop;

[TestClass]
public sealed class BrokerLoopTests
{
    private static readonly TopicName Topic = TopicName.Parse("/a");
    private readonly FakeTimeProvider _time = new();

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task Commands_are_applied_in_order_and_answered()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default), _time);
        var replies = Enumerable.Range(0, 10_000).Select(_ => new Reply<Receipt>()).ToList();
        foreach (var reply in replies)
            await loop.PostAsync(PublishTo(reply), TestContext.CancellationToken);
        for (var i = 0; i < replies.Count; i++)
            Assert.AreEqual(i + 1, (await replies[i].Task).Sequence);
    }

    [TestMethod]
    public async Task A_refusal_is_an_exception_to_who_waits()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { TopicsMax = 1 }), _time);
        var reply = new Reply<Receipt>();
        loop.Post(PublishTo(reply));
        var exception = await Assert.ThrowsExactlyAsync<BrokerException>(() => reply.Task);
        Assert.AreEqual(ErrorCode.LimitExceeded, exception.Error.Code);
    }

    [TestMethod]
    public async Task The_writer_is_woken_once_all_of_a_batch_is_there()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default), _time);
        var outbox = new Deliveries.Outbox(loop.Limits);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        loop.Post(new Attach(new SessionId(1), outbox, OncePerMessage: false, new Reply<Done>()));
        loop.Post(new Subscribe(new SessionId(1), TopicFilter.Parse("/a"), SubscriptionOptions.Default, null));
        for (var i = 0; i < 100; i++)
            loop.Post(PublishTo(null));
        gate.Open();
        await outbox.WaitAsync();
        var items = new List<Deliveries.OutboxItem>();
        outbox.Drain(items, int.MaxValue, long.MaxValue, _time.GetUtcNow().UtcDateTime);
        Assert.HasCount(100, items);
    }

    [TestMethod]
    public async Task S17_A_full_queue_refuses_at_once_with_a_time_to_come_back()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { CommandsMax = 4 }), _time);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        var answers = Enumerable.Range(0, 5).Select(_ => new Answered<Receipt>()).ToList();
        foreach (var answer in answers)
            loop.Post(PublishTo(answer));
        var error = answers[4].Refused(ErrorCode.ServerBusy);
        Assert.IsNotNull(error.RetryAfter);
        Assert.Contains("4 commands", error.Limit!);
        gate.Open();
        await loop.StopAsync();
        Assert.AreEqual("1 2 3 4", string.Join(' ', answers.Take(4).Select(answer => answer.Value.Sequence)));
    }

    [TestMethod]
    public async Task S17_The_queue_is_bounded_in_bytes_and_lets_one_large_command_in_alone()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { CommandBytesMax = 1_000 }), _time);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        var (large, small) = (new Answered<Receipt>(), new Answered<Receipt>());
        loop.Post(PublishTo(large, bodyBytes: 5_000));
        loop.Post(PublishTo(small));
        small.Refused(ErrorCode.ServerBusy);
        gate.Open();
        await loop.StopAsync();
        Assert.AreEqual(1, large.Value.Sequence);
    }

    [TestMethod]
    public async Task S17_A_batch_is_bounded_in_bytes_too()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { CommandBatchBytesMax = 10_000 }), _time);
        var outbox = new Deliveries.Outbox(loop.Limits);
        using var gate = new Gate();
        using var next = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        loop.Post(new Attach(new SessionId(1), outbox, OncePerMessage: false, new Reply<Done>()));
        loop.Post(new Subscribe(new SessionId(1), TopicFilter.Parse("/a"), SubscriptionOptions.Default, null));
        loop.Post(PublishTo(null, bodyBytes: 5_000));
        loop.Post(PublishTo(null, bodyBytes: 5_000));
        loop.Post(next.Command);
        gate.Open();
        await next.Entered;
        await outbox.WaitAsync();
    }

    [TestMethod]
    public async Task S17_A_sender_that_waits_goes_on_when_there_is_room_and_nothing_is_lost()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { CommandsMax = 2, CommandBatchMax = 1 }), _time);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        var replies = Enumerable.Range(0, 500).Select(_ => new Reply<Receipt>()).ToList();
        var posts = replies.ConvertAll(reply => loop.PostAsync(PublishTo(reply), TestContext.CancellationToken).AsTask());
        Assert.AreEqual(2, posts.Count(post => post.IsCompleted));
        gate.Open();
        await Task.WhenAll(posts);
        var sequences = (await Task.WhenAll(replies.Select(reply => reply.Task))).Select(receipt => (int)receipt.Sequence);
        CollectionAssert.AreEquivalent(Enumerable.Range(1, 500).ToList(), sequences.ToList());
    }

    [TestMethod]
    public async Task A_sender_that_waits_can_give_up()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { CommandsMax = 1 }), _time);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        loop.Post(PublishTo(null));
        using var givingUp = new CancellationTokenSource();
        var post = loop.PostAsync(PublishTo(null), givingUp.Token).AsTask();
        await givingUp.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => post);
        gate.Open();
    }

    [TestMethod]
    public async Task A_stop_applies_what_is_queued_and_refuses_what_comes_later()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default with { CommandsMax = 1 }), _time);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        var (queued, waiting, later) = (new Answered<Receipt>(), new Answered<Receipt>(), new Answered<Receipt>());
        loop.Post(PublishTo(queued));
        var post = loop.PostAsync(PublishTo(waiting), TestContext.CancellationToken);
        var stop = loop.StopAsync();
        loop.Post(PublishTo(later));
        later.Refused(ErrorCode.ServerStopping);
        await post;
        waiting.Refused(ErrorCode.ServerStopping);
        gate.Open();
        await stop;
        Assert.AreEqual(1, queued.Value.Sequence);
        var last = new Answered<Receipt>();
        await loop.PostAsync(PublishTo(last), TestContext.CancellationToken);
        last.Refused(ErrorCode.ServerStopping);
    }

    [TestMethod]
    public async Task A_stop_answers_the_requests_that_still_wait()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default), _time);
        var request = PostRequest(loop);
        await loop.StopAsync();
        request.Refused(ErrorCode.ServerStopping);
    }

    [TestMethod]
    public async Task S18_The_loops_clock_ends_requests()
    {
        await using var loop = new BrokerLoop(new Broker(BrokerLimits.Default), _time);
        var request = PostRequest(loop);
        await Settle(loop);
        _time.Advance(TimeSpan.FromSeconds(9.9));
        await Settle(loop);
        Assert.AreEqual(0, request.Times);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await Settle(loop);
        request.Refused(ErrorCode.RequestTimeout);
    }

    [TestMethod]
    public async Task A_command_that_cannot_be_applied_ends_the_loop_and_leaves_nobody_waiting()
    {
        var loop = new BrokerLoop(new Broker(BrokerLimits.Default), _time);
        using var gate = new Gate();
        loop.Post(gate.Command);
        await gate.Entered;
        var (before, unknown, after) = (new Answered<Receipt>(), new UnknownCommand(), new Answered<Receipt>());
        var request = PostRequest(loop);
        loop.Post(PublishTo(before));
        loop.Post(unknown);
        loop.Post(PublishTo(after));
        gate.Open();
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(() => loop.Completion);
        Assert.AreEqual(1, before.Value.Sequence);
        Assert.AreEqual(ErrorCode.ServerStopping, unknown.Error?.Code);
        after.Refused(ErrorCode.ServerStopping);
        request.Refused(ErrorCode.ServerStopping);
    }

    private static Publish PublishTo(IReply<Receipt>? reply, int bodyBytes = 0) =>
        new(null, null, Topic, new MessageContent { Body = new byte[bodyBytes] }, reply);

    private static Answered<MessageContent> PostRequest(BrokerLoop loop)
    {
        var request = new Answered<MessageContent>();
        var session = new SessionId(1);
        loop.Post(new Attach(session, new Deliveries.Outbox(loop.Limits), OncePerMessage: false, new Reply<Done>()));
        loop.Post(new Subscribe(session, TopicFilter.Parse("/a"), new SubscriptionOptions { Responder = true }, null));
        loop.Post(new SendRequest(null, Topic, MessageContent.Empty, TimeSpan.FromSeconds(10), request));
        return request;
    }

    // All commands posted before are applied, and their effects released.
    private static async Task Settle(BrokerLoop loop)
    {
        for (var i = 0; i < 2; i++)
        {
            var reply = new Reply<PublishedMessage?>();
            loop.Post(new GetLastMessage(Topic, reply));
            await reply.Task;
        }
    }
}
