using WcfBroker.Client;
using WcfBroker.Client.Responders;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class ResponderTests : IDisposable
{
    private readonly FakeNetwork _network = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Exception> _failed = new();

    [TestMethod]
    public async Task Requests_are_answered_and_the_loop_ends_without_error_when_cancelled()
    {
        await using var connection = await _network.ConnectAsync();
        var responding = RespondAsync(connection, request => Texts.Message($"to {Texts.Of(request.Body)}"));
        _network.Broker.Request("question");
        Assert.AreEqual("to question", Texts.Of((await _network.Broker.Replied.Task).Body));
        await _stop.CancelAsync();
        await responding;
        Assert.IsTrue(_network.Broker.Subscribes[0].Responder);
        Assert.AreEqual(CallbackOperations.HandleMessage, _network.Broker.Subscribes[0].Callback);
    }

    [TestMethod]
    public async Task A_failing_handler_is_answered_with_an_error_header_and_without_its_text()
    {
        await using var connection = await _network.ConnectAsync();
        var responding = RespondAsync(connection, _ => throw new InvalidOperationException("secret"));
        _network.Broker.Request("question");
        Assert.AreEqual("secret", (await _failed.Task).Message);
        await _stop.CancelAsync();
        await responding;
        var reply = _network.Broker.Replies.Single();
        Assert.AreEqual(ResponderHeaders.HandlerFailed, reply.Headers!.Single(header => header.Name == ResponderHeaders.Error).Value);
        Assert.AreEqual("The responder failed to answer.", Texts.Of(reply.Body));
    }

    [TestMethod]
    public async Task A_reply_that_is_no_longer_wanted_is_told()
    {
        await using var connection = await _network.ConnectAsync();
        var responding = RespondAsync(connection, _ =>
        {
            _network.Broker.Fault = new BrokerFault { Code = FaultCodes.UnknownRequest, Message = "Too late." };
            return Texts.Message("answer");
        });
        _network.Broker.Request("question");
        Assert.AreEqual("Too late.", (await _failed.Task).Message);
        await _stop.CancelAsync();
        await responding;
    }

    public void Dispose() => _stop.Dispose();

    private Task RespondAsync(BrokerConnection connection, Func<Delivery, BrokerMessage> answer) => connection.RespondAsync(
        "/calculator",
        (request, _) => Task.FromResult(answer(request)),
        new ResponderOptions { Failed = (_, e) => _failed.TrySetResult(e) },
        _stop.Token);
}
