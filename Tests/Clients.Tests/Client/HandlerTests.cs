using WcfBroker.Client;
using WcfBroker.Client.Durable;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class HandlerTests : IDisposable
{
    private readonly FakeNetwork _network = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Exception> _failures = [];

    private FakeDurable Durable => _network.Broker.Durable;

    [TestMethod]
    public async Task Returning_acknowledges() => Assert.AreEqual("acknowledge 1", await HandleAsync(_ => Task.CompletedTask));

    [TestMethod]
    public async Task Throwing_returns_the_message_and_says_why()
    {
        Assert.AreEqual("return 1 InvalidOperationException: No.", await HandleAsync(_ => throw new InvalidOperationException("No.")));
        Assert.AreEqual("No.", _failures.Single().Message);
    }

    [TestMethod]
    public async Task Rejecting_makes_a_dead_letter() =>
        Assert.AreEqual("reject 1 Never.", await HandleAsync(_ => throw new RejectMessageException("Never.")));

    [TestMethod]
    public async Task A_reason_is_cut_where_the_broker_takes_no_more_and_never_within_a_character()
    {
        Assert.AreEqual($"reject 1 {new string('x', 255)}", await HandleAsync(_ => throw new RejectMessageException(new string('x', 300))));
        var emoji = new string('x', 254) + "\ud83d\ude00";
        var other = new HandlerTests();
        Assert.AreEqual($"reject 1 {new string('x', 254)}", await other.HandleAsync(_ => throw new RejectMessageException(emoji)));
    }

    [TestMethod]
    public async Task What_the_handler_settles_itself_is_left_alone()
    {
        Assert.AreEqual("reject 1 Mine.", await HandleAsync(delivery => delivery.RejectAsync("Mine.")));
        var other = new HandlerTests();
        Assert.AreEqual("acknowledge 1", await other.HandleAsync(async delivery =>
        {
            await delivery.AcknowledgeAsync();
            throw new InvalidOperationException("After the work.");
        }));
    }

    [TestMethod]
    public async Task Explicit_acknowledges_nothing_but_returns_what_failed()
    {
        Assert.AreEqual("", await HandleAsync(_ => Task.CompletedTask, AcknowledgeModes.Explicit));
        var other = new HandlerTests();
        Assert.AreEqual(
            "return 1 InvalidOperationException: No.",
            await other.HandleAsync(_ => throw new InvalidOperationException("No."), AcknowledgeModes.Explicit));
    }

    [TestMethod]
    public async Task A_handler_that_gives_up_when_cancelled_leaves_its_message()
    {
        Assert.AreEqual("", await HandleAsync(async _ =>
        {
            await _stop.CancelAsync();
            _stop.Token.ThrowIfCancellationRequested();
        }));
        Assert.IsEmpty(_failures);
    }

    [TestMethod]
    public async Task That_the_broker_could_not_be_told_is_told()
    {
        await HandleAsync(_ =>
        {
            _network.Broker.Fault = new BrokerFault { Code = FaultCodes.StoreFull, Message = "No room." };
            throw new RejectMessageException("Never.");
        });
        Assert.AreEqual("Never. No room.", string.Join(' ', _failures.Select(failure => failure.Message)));
    }

    [TestMethod]
    public async Task As_many_as_allowed_are_handled_at_the_same_time_and_the_end_waits_for_them()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, null);
        var (atWork, three) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handling = subscription.HandleAsync(
            async (_, _) =>
            {
                if (Interlocked.Increment(ref atWork) == 3)
                {
                    three.SetResult();
                }

                await release.Task;
            },
            new HandlerOptions { ConcurrentMessagesMax = 3 },
            _stop.Token);
        Enumerable.Range(0, 5).ToList().ForEach(_ => _network.Broker.Publish("/a", "x"));
        await three.Task;
        await _stop.CancelAsync();
        Assert.IsFalse(handling.IsCompleted);
        release.SetResult();
        await handling;
        await subscription.DisposeAsync();
        Assert.AreEqual(3, atWork);
        Assert.IsTrue(Durable.IsSettled(1) && Durable.IsSettled(2) && Durable.IsSettled(3));
    }

    [TestMethod]
    public async Task A_subscription_that_the_broker_ends_ends_the_handling_with_an_error()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, null);
        var handling = subscription.HandleAsync((_, _) => Task.CompletedTask, cancellationToken: _stop.Token);
        _network.Broker.Notify(new Notice { Kind = NoticeKinds.SubscriptionEnded, Reason = "Deleted." });
        await Assert.ThrowsExactlyAsync<SubscriptionEndedException>(() => handling);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1001)]
    public async Task How_many_at_the_same_time_has_limits(int count)
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, null);
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(() => subscription.HandleAsync(
            (_, _) => Task.CompletedTask, new HandlerOptions { ConcurrentMessagesMax = count }));
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Handles one message, and returns what was settled.</summary>
    private async Task<string> HandleAsync(Func<DurableDelivery, Task> handler, string? acknowledge = null)
    {
        await using var connection = await _network.ConnectAsync();
        var subscription = await SubscribeAsync(connection, acknowledge);
        _network.Broker.Publish("/a", "x");
        await subscription.HandleAsync(
            async (delivery, _) =>
            {
                try
                {
                    await handler(delivery);
                }
                finally
                {
                    await _stop.CancelAsync();
                }
            },
            new HandlerOptions { Failed = (_, e) => _failures.Add(e) },
            _stop.Token);
        await subscription.DisposeAsync();
        return Durable.Log;
    }

    private static Task<DurableSubscription> SubscribeAsync(BrokerConnection connection, string? acknowledge) =>
        connection.SubscribeDurableAsync("/a", new SubscriptionOptions { Durable = "work", Acknowledge = acknowledge });
}
