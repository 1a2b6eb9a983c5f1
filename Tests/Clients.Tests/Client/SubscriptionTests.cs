using WcfBroker.Client;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class SubscriptionTests
{
    private readonly FakeNetwork _network = new();

    [TestMethod]
    public async Task Notices_are_raised_at_their_place_between_deliveries()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await connection.SubscribeAsync("/a");
        var seen = new List<string>();
        subscription.NoticeReceived += (_, e) => seen.Add(e.Notice.Kind);
        _network.Broker.Publish("/a", "one");
        _network.Broker.Notify(new Notice { Kind = NoticeKinds.TopicsCreated });
        _network.Broker.Notify(new Notice { Kind = NoticeKinds.KeepAlive });
        _network.Broker.Publish("/a", "two");
        await subscription.DisposeAsync();
        await foreach (var delivery in subscription)
        {
            seen.Add(Texts.Of(delivery.Body));
        }

        Assert.AreEqual("one TopicsCreated two", string.Join(' ', seen));
    }

    [TestMethod]
    public async Task A_second_enumeration_is_refused()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await connection.SubscribeAsync("/a");
        _network.Broker.Publish("/a", "one");
        await using var first = subscription.GetAsyncEnumerator();
        Assert.IsTrue(await first.MoveNextAsync());
        await using var second = subscription.GetAsyncEnumerator();
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () => await second.MoveNextAsync());
    }

    [TestMethod]
    public async Task Batches_are_asked_for_and_a_callback_of_ones_own_choice_is_refused()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await connection.SubscribeAsync("/a");
        Assert.AreEqual(CallbackOperations.OnMessages, _network.Broker.Subscribes[0].Callback);
        await Assert.ThrowsExactlyAsync<ArgumentException>(
            () => connection.SubscribeAsync("/a", new SubscriptionOptions { Callback = CallbackOperations.OnMessage }));
    }

    [TestMethod]
    public async Task Subscribing_fails_when_the_broker_cannot_be_reached()
    {
        await using var connection = await _network.ConnectAsync();
        _network.Connector.Failures = 1;
        await Assert.ThrowsExactlyAsync<BrokerConnectionException>(() => connection.SubscribeAsync("/a"));
    }
}
