using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Requests;

/// <summary>Ours with unmodified WCF clients: Request, and a callback that calls Reply.</summary>
internal sealed class WcfRequester : IRequester
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WcfConnection _requester;
    private readonly WcfConnection _responder;
    private readonly string _topic;

    private WcfRequester(string url, string topic)
    {
        _topic = topic;
        _requester = new WcfConnection(url, new CountingCallback(null));
        _responder = new WcfConnection(url, new RespondingCallback(() => _responder!.Broker));
    }

    public static async Task<WcfRequester> OpenAsync(string url, string topic)
    {
        var requester = new WcfRequester(url, topic);
        await requester._responder.Broker.SubscribeAsync(
            topic, new SubscriptionOptions { Responder = true, Start = StartPositions.New, Callback = CallbackOperations.OnMessage });
        return requester;
    }

    public async Task RequestAsync(long number)
    {
        var request = new BrokerMessage { Body = NumberedPayload.Create(number, IRequester.PayloadBytes) };
        var reply = await _requester.Broker.RequestAsync(_topic, request, Patience);
        if (NumberedPayload.Read(reply.Body) != number)
            throw new InvalidDataException($"Request {number} was given the reply to another one.");
    }

    public void Dispose()
    {
        _requester.Dispose();
        _responder.Dispose();
    }
}
