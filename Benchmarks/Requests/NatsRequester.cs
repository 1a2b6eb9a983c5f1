using System.Text;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Requests;

/// <summary>NATS with sockets: a request names an inbox, which carries its number, and the reply goes there.</summary>
internal sealed class NatsRequester : IRequester
{
    private static readonly string Payload = new('x', IRequester.PayloadBytes);

    private readonly RawSocket _requester;
    private readonly RawSocket _responder;
    private readonly string _topic;
    private readonly PendingReplies _pending = new();

    private NatsRequester(RawSocket requester, RawSocket responder, string topic)
    {
        (_requester, _responder, _topic) = (requester, responder, topic);
        _ = requester.ReceiveAsync(_pending.Complete);
        _ = responder.ReceiveAsync(number => _ = responder.SendAsync(Message(Inbox(number))));
    }

    public static async Task<NatsRequester> OpenAsync(NatsWire nats, string topic) =>
        new(await nats.SubscribeAsync("inbox.*"), await nats.SubscribeAsync(topic), topic);

    public Task RequestAsync(long number) => _pending.RequestAsync(number, () => _requester.SendAsync(Message($"{_topic} {Inbox(number)}")));

    public void Dispose()
    {
        _requester.Dispose();
        _responder.Dispose();
    }

    private static string Inbox(long number) => $"inbox.{NumberedPayload.Text(number)}";

    private static byte[] Message(string subjects) => Encoding.ASCII.GetBytes($"PUB {subjects} {Payload.Length}\r\n{Payload}\r\n");
}
