using CsCheck;
using WcfBroker.Client;
using WcfBroker.Client.Durable;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class DurableReconnectTests
{
    private readonly FakeNetwork _network = new();
    private readonly StateLog _states = new();

    private FakeBroker Broker => _network.Broker;

    [TestMethod]
    public async Task It_subscribes_again_as_before_and_the_broker_goes_on()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection);
        await using var deliveries = subscription.GetAsyncEnumerator();
        Publish(3);
        await ReconnectAsync();
        Assert.AreEqual("1 again, 2 again, 3 again", await TakeAsync(deliveries, 3), "What was buffered is dropped and comes again.");
        Assert.AreSame(Broker.Subscribes[0], Broker.Subscribes[1]);
        Assert.IsTrue(subscription.Info.Resumed);
    }

    [TestMethod]
    public async Task What_came_by_a_lost_session_is_not_acknowledged_over_the_next()
    {
        await using var connection = await _network.ConnectAsync();
        var subscription = await SubscribeAsync(connection, AcknowledgeModes.Explicit);
        await using var deliveries = subscription.GetAsyncEnumerator();
        Publish(1);
        await deliveries.MoveNextAsync();
        var stale = deliveries.Current;
        await ReconnectAsync();
        Assert.IsFalse(await stale.AcknowledgeAsync());
        Assert.IsFalse(await stale.ReturnAsync());
        Assert.IsFalse(await stale.ExtendAsync());
        Assert.AreEqual("", Broker.Durable.Log);
        await deliveries.MoveNextAsync();
        Assert.IsTrue(await deliveries.Current.AcknowledgeAsync());
        await subscription.DisposeAsync();
        Assert.AreEqual("acknowledge 1", Broker.Durable.Log);
    }

    [TestMethod]
    public async Task What_was_buffered_is_not_given_out_while_there_is_no_session()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection);
        await using var deliveries = subscription.GetAsyncEnumerator();
        Publish(1);
        Broker.DropSessions();
        var change = await _states.NextAsync(BrokerConnectionState.Reconnecting);
        var next = deliveries.MoveNextAsync();
        Assert.IsFalse(next.IsCompleted);
        _network.Time.Advance(change.Delay);
        Assert.IsTrue(await next);
        Assert.AreEqual(2, deliveries.Current.Message.Attempt);
    }

    [TestMethod]
    public async Task A_subscription_that_was_gone_is_told_as_a_gap()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection);
        var notices = new List<Notice>();
        subscription.NoticeReceived += (_, e) => notices.Add(e.Notice);
        await using var deliveries = subscription.GetAsyncEnumerator();
        await ReconnectAsync(() => Broker.Durable.Exists = false);
        Publish(1);
        await TakeAsync(deliveries, 1);
        Assert.AreEqual(NoticeKinds.Gap, notices.Single().Kind);
        StringAssert.Contains(notices[0].Reason, "made anew");
    }

    [TestMethod]
    [DataRow(AcknowledgeModes.Explicit)]
    [DataRow(AcknowledgeModes.None)]
    public async Task A_subscription_that_the_broker_ends_is_over_and_says_why(string acknowledge)
    {
        await using var connection = await _network.ConnectAsync();
        var options = new SubscriptionOptions { Durable = "work", Acknowledge = acknowledge };
        IAsyncDisposable subscription;
        ValueTask<bool> next;
        if (acknowledge == AcknowledgeModes.None)
        {
            var plain = await connection.SubscribeAsync("/a", options);
            plain.StateChanged += _states.Add;
            next = plain.GetAsyncEnumerator().MoveNextAsync();
            subscription = plain;
        }
        else
        {
            var durable = await connection.SubscribeDurableAsync("/a", options);
            durable.StateChanged += _states.Add;
            next = durable.GetAsyncEnumerator().MoveNextAsync();
            subscription = durable;
        }

        var attempts = _network.Connector.Attempts;
        Broker.Notify(new Notice { Kind = NoticeKinds.SubscriptionEnded, Reason = "Another session took it over." });
        var error = await Assert.ThrowsExactlyAsync<SubscriptionEndedException>(async () => await next);
        Assert.AreEqual("Another session took it over.", error.Reason);
        Assert.AreSame(error, (await _states.NextAsync(BrokerConnectionState.Closed)).Error);
        _network.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.AreEqual(attempts, _network.Connector.Attempts, "It never subscribes again by itself.");
        await subscription.DisposeAsync();
    }

    [TestMethod]
    public async Task A_mismatch_after_a_reconnect_ends_the_loop_with_the_fault()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection);
        await using var deliveries = subscription.GetAsyncEnumerator();
        var next = deliveries.MoveNextAsync();
        Broker.DropSessions();
        var change = await _states.NextAsync(BrokerConnectionState.Reconnecting);
        Broker.Fault = new BrokerFault { Code = FaultCodes.SubscriptionMismatch, Message = "Another topic." };
        _network.Time.Advance(change.Delay);
        Assert.AreEqual(
            FaultCodes.SubscriptionMismatch, (await Assert.ThrowsExactlyAsync<BrokerException>(async () => await next)).Code);
    }

    [TestMethod]
    public async Task Without_acknowledgement_what_has_come_is_kept_over_a_reconnect_and_no_position_is_asked_for()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await connection.SubscribeAsync(
            "/a", new SubscriptionOptions { Durable = "work", Acknowledge = AcknowledgeModes.None });
        subscription.StateChanged += _states.Add;
        Publish(2);
        await ReconnectAsync(Broker.Kept.Clear);
        Publish(1);
        await subscription.DisposeAsync();
        var texts = new List<string>();
        await foreach (var delivery in subscription)
        {
            texts.Add($"{delivery.Sequence}");
        }

        Assert.AreEqual("1 2 1", string.Join(' ', texts));
        Assert.AreSame(Broker.Subscribes[0], Broker.Subscribes[1]);
    }

    /// <summary>Each number is how many messages a loop asks for before the session is lost; two are published meanwhile.</summary>
    [TestMethod]
    public async Task Whatever_is_lost_and_when_each_message_is_settled_and_what_comes_twice_is_marked() =>
        await Gen.Int[0, 4].Array[0, 6].SampleAsync(async losses =>
        {
            var test = new DurableReconnectTests();
            await using var connection = await test._network.ConnectAsync();
            var subscription = await test.SubscribeAsync(connection);
            var seen = new HashSet<long>();
            await using var deliveries = subscription.GetAsyncEnumerator();
            test.Publish(1);
            foreach (var asked in losses)
            {
                test.Publish(asked);
                for (var i = 0; i < asked; i++)
                {
                    await NextAsync(deliveries, seen);
                }

                await test.ReconnectAsync(() => test.Publish(2));
            }

            var next = NextAsync(deliveries, seen);
            while (!test.AllSettled)
            {
                next = next.IsCompletedSuccessfully ? NextAsync(deliveries, seen) : next;
                await Task.Yield();
            }

            await subscription.DisposeAsync();
            Assert.IsFalse(await next);
        }, iter: 200);

    private bool AllSettled => Broker.Kept.TrueForAll(kept => Broker.Durable.IsSettled(kept.Sequence));

    private static async Task<bool> NextAsync(IAsyncEnumerator<DurableDelivery> deliveries, HashSet<long> seen)
    {
        if (!await deliveries.MoveNextAsync())
        {
            return false;
        }

        var message = deliveries.Current.Message;
        Assert.IsTrue(seen.Add(message.Sequence) || message.Redelivered, $"#{message.Sequence} came twice, unmarked.");
        return true;
    }

    private void Publish(int count) => Enumerable.Range(0, count).ToList().ForEach(_ => Broker.Publish("/a", "x"));

    private async Task<DurableSubscription> SubscribeAsync(BrokerConnection connection, string? acknowledge = null)
    {
        var subscription = await connection.SubscribeDurableAsync(
            "/a", new SubscriptionOptions { Durable = "work", Acknowledge = acknowledge });
        subscription.StateChanged += _states.Add;
        return subscription;
    }

    private async Task ReconnectAsync(Action? meanwhile = null)
    {
        Broker.DropSessions();
        var change = await _states.NextAsync(BrokerConnectionState.Reconnecting);
        meanwhile?.Invoke();
        _network.Time.Advance(change.Delay);
        await _states.NextAsync(BrokerConnectionState.Connected);
    }

    private static async Task<string> TakeAsync(IAsyncEnumerator<DurableDelivery> deliveries, int count)
    {
        var taken = new List<string>();
        while (taken.Count < count && await deliveries.MoveNextAsync())
        {
            var message = deliveries.Current.Message;
            taken.Add($"{message.Sequence}{(message.Redelivered ? " again" : "")}");
        }

        return string.Join(", ", taken);
    }
}
