using WcfBroker.Client;
using WcfBroker.Client.Durable;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class DurableSubscriptionTests
{
    private readonly FakeNetwork _network = new();

    private FakeDurable Durable => _network.Broker.Durable;

    [TestMethod]
    public async Task A_loop_acknowledges_a_message_when_it_asks_for_the_next()
    {
        await using var connection = await _network.ConnectAsync();
        var subscription = await SubscribeAsync(connection);
        Publish(3);
        await TakeAsync(subscription, 3);
        await subscription.DisposeAsync();
        Assert.IsTrue(Durable.IsSettled(1) && Durable.IsSettled(2));
        Assert.IsFalse(Durable.IsSettled(3), "The loop was left with it.");
    }

    [TestMethod]
    public async Task What_the_loop_settles_itself_is_left_alone()
    {
        await using var connection = await _network.ConnectAsync();
        var subscription = await SubscribeAsync(connection);
        Publish(4);
        await using var deliveries = subscription.GetAsyncEnumerator();
        await deliveries.MoveNextAsync();
        Assert.IsTrue(await deliveries.Current.RejectAsync("Wrong."));
        await deliveries.MoveNextAsync();
        Assert.IsTrue(await deliveries.Current.ReturnAsync(TimeSpan.FromSeconds(5), " Later."));
        await deliveries.MoveNextAsync();
        Assert.IsTrue(await deliveries.Current.AcknowledgeAsync());
        await deliveries.MoveNextAsync();
        Assert.IsTrue(await deliveries.Current.ExtendAsync());
        await subscription.DisposeAsync();
        Assert.AreEqual("reject 1 Wrong.; return 2 00:00:05 Later.; acknowledge 3; extend 4", Durable.Log);
    }

    [TestMethod]
    public async Task An_extended_message_is_still_to_be_acknowledged()
    {
        await using var connection = await _network.ConnectAsync();
        var subscription = await SubscribeAsync(connection);
        Publish(2);
        await using var deliveries = subscription.GetAsyncEnumerator();
        await deliveries.MoveNextAsync();
        await deliveries.Current.ExtendAsync();
        await deliveries.MoveNextAsync();
        await subscription.DisposeAsync();
        Assert.AreEqual("extend 1; acknowledge 1", Durable.Log);
    }

    [TestMethod]
    public async Task Explicit_leaves_all_to_the_consumer()
    {
        await using var connection = await _network.ConnectAsync();
        var subscription = await SubscribeAsync(connection, AcknowledgeModes.Explicit);
        Publish(3);
        await TakeAsync(subscription, 3);
        await subscription.DisposeAsync();
        Assert.AreEqual("", Durable.Log);
    }

    [TestMethod]
    public async Task An_attempt_that_is_over_changes_nothing_and_answers_false()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, AcknowledgeModes.Explicit);
        Publish(2);
        var deliveries = await TakeAsync(subscription, 2);
        Assert.IsTrue(await deliveries[0].AcknowledgeAsync());
        Assert.IsFalse(await deliveries[0].AcknowledgeAsync());
        Assert.IsFalse(await deliveries[0].RejectAsync());
        Assert.IsTrue(await deliveries[1].AcknowledgeAsync());
    }

    [TestMethod]
    public async Task A_fault_reaches_who_settles()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, AcknowledgeModes.Explicit);
        Publish(1);
        var delivery = (await TakeAsync(subscription, 1)).Single();
        _network.Broker.Fault = new BrokerFault { Code = FaultCodes.InvalidArgument, Message = "Too long." };
        Assert.AreEqual("Too long.", (await Assert.ThrowsExactlyAsync<BrokerException>(() => delivery.RejectAsync())).Message);
        Assert.AreEqual("Too long.", (await Assert.ThrowsExactlyAsync<BrokerException>(delivery.AcknowledgeAsync)).Message);
    }

    [TestMethod]
    public async Task Cancelling_ends_a_loop_that_is_never_out_of_messages()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection);
        Publish(3);
        using var stop = new CancellationTokenSource();
        await using var deliveries = subscription.GetAsyncEnumerator(stop.Token);
        await deliveries.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await deliveries.MoveNextAsync());
    }

    [TestMethod]
    public async Task Options_reach_the_broker()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await connection.SubscribeDurableAsync("/a", new SubscriptionOptions
        {
            Durable = "work",
            Shared = true,
            Start = StartPositions.All,
            Lease = TimeSpan.FromMinutes(1),
            AttemptsMax = 3,
            Order = DeliveryOrders.Strict,
            Credit = 7,
            IdleTime = TimeSpan.FromDays(30),
        });
        var sent = _network.Broker.Subscribes.Single();
        Assert.AreEqual(("work", true, StartPositions.All), (sent.Durable, sent.Shared, sent.Start));
        Assert.AreEqual((TimeSpan.FromMinutes(1), 3, DeliveryOrders.Strict), (sent.Lease, sent.AttemptsMax, sent.Order));
        Assert.AreEqual((7, TimeSpan.FromDays(30)), (sent.Credit, sent.IdleTime));
        Assert.AreEqual((CallbackOperations.OnMessages, AcknowledgeModes.Explicit), (sent.Callback, sent.Acknowledge));
    }

    [TestMethod]
    public async Task Each_way_to_subscribe_refuses_what_is_for_the_other()
    {
        await using var connection = await _network.ConnectAsync();
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => connection.SubscribeAsync("/a", new SubscriptionOptions { Durable = "d" }));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => connection.SubscribeDurableAsync("/a", new SubscriptionOptions()));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => connection.SubscribeDurableAsync(
            "/a", new SubscriptionOptions { Durable = "d", Acknowledge = AcknowledgeModes.None }));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => connection.SubscribeDurableAsync(
            "/a", new SubscriptionOptions { Durable = "d", Callback = CallbackOperations.HandleMessage }));
    }

    [TestMethod]
    public async Task A_subscription_can_be_deleted()
    {
        await using var connection = await _network.ConnectAsync();
        await connection.DeleteSubscriptionAsync("work");
        Assert.AreEqual("work", _network.Broker.Deleted.Single());
    }

    private void Publish(int count) => Enumerable.Range(0, count).ToList().ForEach(_ => _network.Broker.Publish("/a", "x"));

    private static Task<DurableSubscription> SubscribeAsync(BrokerConnection connection, string? acknowledge = null) =>
        connection.SubscribeDurableAsync("/a", new SubscriptionOptions { Durable = "work", Acknowledge = acknowledge });

    private static async Task<List<DurableDelivery>> TakeAsync(DurableSubscription subscription, int count)
    {
        var taken = new List<DurableDelivery>();
        await foreach (var delivery in subscription)
        {
            taken.Add(delivery);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}
