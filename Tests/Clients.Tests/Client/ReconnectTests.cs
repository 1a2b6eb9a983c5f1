using CsCheck;
using WcfBroker.Client;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class ReconnectTests
{
    private readonly FakeNetwork _network = new();
    private readonly StateLog _states = new();

    [TestMethod]
    public async Task A_subscription_resumes_after_the_last_sequence_it_has_seen()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, StartPositions.New);
        await using var deliveries = subscription.GetAsyncEnumerator();
        _network.Broker.Publish("/a", "one");
        _network.Broker.Publish("/a", "two");
        await ReconnectAsync(() => _network.Broker.Publish("/a", "three"));
        _network.Broker.Publish("/a", "four");

        Assert.AreEqual("one two three four", await TakeAsync(deliveries, 4));
        Assert.AreEqual(StartPositions.Sequence, _network.Broker.Subscribes[^1].Start);
        Assert.AreEqual(3, _network.Broker.Subscribes[^1].StartSequence);
    }

    [TestMethod]
    public async Task A_subscription_that_saw_nothing_resumes_where_it_started()
    {
        _network.Broker.Publish("/a", "before");
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, StartPositions.New);
        await using var deliveries = subscription.GetAsyncEnumerator();
        await ReconnectAsync(() => _network.Broker.Publish("/a", "meanwhile"));

        Assert.AreEqual("meanwhile", await TakeAsync(deliveries, 1));
        Assert.AreEqual(2, _network.Broker.Subscribes[^1].StartSequence);
    }

    [TestMethod]
    public async Task A_broker_that_numbers_anew_is_read_from_its_beginning_after_a_notice()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, StartPositions.New);
        var notices = new List<string>();
        subscription.NoticeReceived += (_, e) => notices.Add(e.Notice.Kind);
        await using var deliveries = subscription.GetAsyncEnumerator();
        Enumerable.Range(0, 5).ToList().ForEach(i => _network.Broker.Publish("/a", "old"));
        await ReconnectAsync(() =>
        {
            _network.Broker.Restart();
            _network.Broker.Publish("/a", "new");
        });

        Assert.AreEqual("old old old old old new", await TakeAsync(deliveries, 6));
        Assert.AreEqual(NoticeKinds.Gap, notices.Single());
    }

    [TestMethod]
    public async Task Delays_double_up_to_their_limit_and_are_shortened_by_at_most_half()
    {
        await using var connection = await _network.ConnectAsync(o => o with
        {
            ReconnectDelayMin = TimeSpan.FromSeconds(1), ReconnectDelayMax = TimeSpan.FromSeconds(4),
        });
        connection.StateChanged += _states.Add;
        _network.Connector.Failures = 4;
        _network.Broker.DropSessions();
        foreach (var longest in new[] { 1, 2, 4, 4, 4 })
        {
            var change = await _states.NextAsync(BrokerConnectionState.Reconnecting);
            Assert.IsInRange(TimeSpan.FromSeconds(longest / 2.0), TimeSpan.FromSeconds(longest), change.Delay);
            _network.Time.Advance(change.Delay);
        }

        await _states.NextAsync(BrokerConnectionState.Connected);
    }

    [TestMethod]
    public async Task Calls_wait_for_the_next_session()
    {
        await using var connection = await _network.ConnectAsync();
        connection.StateChanged += _states.Add;
        _network.Broker.DropSessions();
        var change = await _states.NextAsync(BrokerConnectionState.Reconnecting);
        var publishing = connection.PublishTextAsync("/a", "x");
        Assert.IsFalse(publishing.IsCompleted);
        _network.Time.Advance(change.Delay);
        Assert.AreEqual(1, (await publishing).Sequence);
    }

    [TestMethod]
    public async Task A_call_fails_when_no_session_comes_in_time()
    {
        await using var connection = await _network.ConnectAsync(o => o with { OperationTimeout = TimeSpan.FromMilliseconds(50) });
        connection.StateChanged += _states.Add;
        _network.Broker.DropSessions();
        await _states.NextAsync(BrokerConnectionState.Reconnecting);
        var publishing = connection.PublishTextAsync("/a", "x");
        _network.Time.Advance(TimeSpan.FromMilliseconds(50));
        var error = await Assert.ThrowsExactlyAsync<BrokerConnectionException>(() => publishing);
        Assert.IsFalse(error.OutcomeUnknown);
    }

    [TestMethod]
    public async Task An_enumeration_ends_with_the_error_when_reconnecting_is_given_up()
    {
        await using var connection = await _network.ConnectAsync(o => o with { ReconnectAttemptsMax = 1 });
        await using var subscription = await SubscribeAsync(connection, StartPositions.New);
        await using var deliveries = subscription.GetAsyncEnumerator();
        _network.Connector.Failures = 9;
        _network.Broker.DropSessions();
        _network.Time.Advance((await _states.NextAsync(BrokerConnectionState.Reconnecting)).Delay);
        await Assert.ThrowsExactlyAsync<BrokerConnectionException>(async () => await deliveries.MoveNextAsync());
        Assert.AreEqual(BrokerConnectionState.Closed, subscription.State);
    }

    [TestMethod]
    public async Task Without_reconnecting_an_enumeration_ends_with_the_loss()
    {
        await using var connection = await _network.ConnectAsync(o => o with { ReconnectAttemptsMax = 0 });
        await using var subscription = await SubscribeAsync(connection, StartPositions.New);
        await using var deliveries = subscription.GetAsyncEnumerator();
        _network.Broker.Publish("/a", "one");
        _network.Broker.DropSessions();
        Assert.AreEqual("one", await TakeAsync(deliveries, 1));
        await Assert.ThrowsExactlyAsync<BrokerConnectionException>(async () => await deliveries.MoveNextAsync());
    }

    [TestMethod]
    public async Task A_refused_resubscribe_ends_the_enumeration_with_the_fault()
    {
        await using var connection = await _network.ConnectAsync();
        await using var subscription = await SubscribeAsync(connection, StartPositions.New);
        await using var deliveries = subscription.GetAsyncEnumerator();
        _network.Broker.Fault = new BrokerFault { Code = FaultCodes.LimitExceeded, Message = "No more." };
        _network.Broker.DropSessions();
        _network.Time.Advance((await _states.NextAsync(BrokerConnectionState.Reconnecting)).Delay);
        var error = await Assert.ThrowsExactlyAsync<BrokerException>(async () => await deliveries.MoveNextAsync());
        Assert.AreEqual(FaultCodes.LimitExceeded, error.Code);
    }

    /// <summary>Each number is a lost session, with so many messages published while there is none; one more follows each.</summary>
    [TestMethod]
    public async Task Whatever_is_lost_and_when_each_message_comes_once_and_in_order() =>
        await Gen.Int[0, 5].Array[0, 8].SampleAsync(async losses =>
        {
            var test = new ReconnectTests();
            await using var connection = await test._network.ConnectAsync();
            await using var subscription = await test.SubscribeAsync(connection, StartPositions.New);
            await using var deliveries = subscription.GetAsyncEnumerator();
            foreach (var meanwhile in losses)
            {
                await test.ReconnectAsync(() => Enumerable.Range(0, meanwhile).ToList().ForEach(_ => test.PublishNext()));
                test.PublishNext();
            }

            var published = string.Join(' ', Enumerable.Range(1, (int)test._network.Broker.Head));
            Assert.AreEqual(published, await TakeAsync(deliveries, (int)test._network.Broker.Head));
        }, iter: 300);

    private void PublishNext() => _network.Broker.Publish("/a", $"{_network.Broker.Head + 1}");

    private async Task<Subscription> SubscribeAsync(BrokerConnection connection, string start)
    {
        var subscription = await connection.SubscribeAsync("/a", new SubscriptionOptions { Start = start });
        subscription.StateChanged += _states.Add;
        return subscription;
    }

    private async Task ReconnectAsync(Action meanwhile)
    {
        _network.Broker.DropSessions();
        var change = await _states.NextAsync(BrokerConnectionState.Reconnecting);
        meanwhile();
        _network.Time.Advance(change.Delay);
        await _states.NextAsync(BrokerConnectionState.Connected);
    }

    private static async Task<string> TakeAsync(IAsyncEnumerator<Delivery> deliveries, int count)
    {
        var texts = new List<string>();
        while (texts.Count < count && await deliveries.MoveNextAsync())
        {
            texts.Add(Texts.Of(deliveries.Current.Body));
        }

        return string.Join(' ', texts);
    }
}
