using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Contracts;

namespace WcfBroker.Benchmarks.Load;

/// <summary>
/// Publishes calls that were encoded once, so many in flight on one session, and counts the replies. The id of each message
/// carries its number, and so does none of another session.
/// </summary>
internal sealed class RawPublisher : IDisposable
{
    private const int ReceiveBytes = 64 << 10;

    private readonly RawSocket _socket;
    private readonly ReadOnlyMemory<byte> _call;
    private readonly byte[] _calls;
    private readonly byte[] _received = new byte[ReceiveBytes];
    private int _filled;
    private long _next;

    private RawPublisher(RawSocket socket, byte[] call, int window, long firstNumber)
    {
        _socket = socket;
        _call = call;
        _calls = new byte[call.Length * window];
        for (var i = 0; i < window; i++)
            call.CopyTo(_calls, i * call.Length);
        _next = firstNumber;
    }

    public static async Task<RawPublisher> ConnectAsync(string url, string topic, int bodyBytes, int window, long firstNumber)
    {
        var socket = await RawSocket.ConnectAsync(new Uri(url).Port);
        await socket.SendAsync(NetTcpFrame.Preamble(url));
        await socket.ReceiveAsync(new byte[NetTcpFrame.PreambleAckBytes]);

        // The first call brings the strings that later ones refer to.
        var encoder = NetTcpFrame.CreateEncoder();
        await socket.SendAsync(NetTcpFrame.Of(Call(url, topic, bodyBytes, firstNumber), encoder));
        var call = NetTcpFrame.Of(Call(url, topic, bodyBytes, firstNumber), encoder);
        var publisher = new RawPublisher(socket, call, window, firstNumber + 1);
        while (await publisher.ReceiveAsync() == 0)
        {
        }

        return publisher;
    }

    /// <summary>Publishes while it is told to go on; returns when all replies have come.</summary>
    public async Task<long> PublishAsync(Func<bool> goesOn)
    {
        var window = _calls.Length / _call.Length;
        var count = 0L;
        await SendAsync(window);
        for (var inFlight = window; inFlight > 0;)
        {
            var replies = await ReceiveAsync();
            count += replies;
            inFlight -= replies;
            if (!goesOn())
                continue;
            await SendAsync(replies);
            inFlight += replies;
        }

        return count;
    }

    public void Dispose() => _socket.Dispose();

    private static Message Call(string url, string topic, int bodyBytes, long number)
    {
        var message = Message.CreateMessage(MessageVersion.Default, $"{ContractNamespace.Uri}/Publisher/Publish", new PublishBody(topic, NumberedPayload.Text(number), new byte[bodyBytes]));
        message.Headers.To = new Uri(url);
        message.Headers.ReplyTo = new EndpointAddress(EndpointAddress.AnonymousUri);
        message.Headers.MessageId = new UniqueId("urn:benchmark:1");
        return message;
    }

    private async Task SendAsync(int calls)
    {
        var bytes = _calls.AsMemory(0, calls * _call.Length);
        NumberedPayload.Renumber(bytes.Span, _next);
        _next += calls;
        await _socket.SendAsync(bytes);
    }

    private async Task<int> ReceiveAsync()
    {
        _filled += await _socket.ReceiveAsync(_received.AsMemory(_filled));
        return Count();
    }

    private int Count()
    {
        ReadOnlySpan<byte> received = _received.AsSpan(0, _filled);
        var count = NetTcpFrame.Take(ref received);
        received.CopyTo(_received);
        _filled = received.Length;
        return count;
    }
}
