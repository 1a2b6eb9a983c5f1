namespace WcfBroker.Benchmarks.Load;

/// <summary>
/// Publishes calls that were encoded once, so many in flight on one session, and counts the replies. The messages are numbered,
/// and have no number of another session.
/// </summary>
internal sealed class RawPublisher : IDisposable
{
    private const int ReceiveBytes = 64 << 10;

    private readonly RawSocket _socket;
    private readonly int _messages;
    private readonly int _callBytes;
    private readonly byte[] _calls;
    private readonly byte[] _received = new byte[ReceiveBytes];
    private int _filled;
    private long _next;

    private RawPublisher(RawSocket socket, PublishCalls calls, byte[] encoded, int window, long firstNumber)
    {
        _socket = socket;
        _messages = calls.Messages;
        _callBytes = encoded.Length;
        _calls = new byte[encoded.Length * window];
        for (var i = 0; i < window; i++)
            encoded.CopyTo(_calls, i * encoded.Length);
        _next = firstNumber;
    }

    /// <summary>The calls have been made once when it is connected.</summary>
    public static async Task<RawPublisher> ConnectAsync(string url, PublishCalls calls, int window, long firstNumber)
    {
        var socket = await RawSocket.ConnectAsync(new Uri(url).Port);
        await socket.SendAsync(NetTcpFrame.Preamble(url));
        await socket.ReceiveAsync(new byte[NetTcpFrame.PreambleAckBytes]);

        // The first calls bring the strings that later ones refer to.
        var encoder = NetTcpFrame.CreateEncoder();
        var first = calls.Encode(encoder);
        NumberedPayload.Renumber(first, firstNumber);
        await socket.SendAsync(first);
        var publisher = new RawPublisher(socket, calls, calls.Encode(encoder), window, firstNumber + calls.Messages);
        await publisher.AnswerAsync();
        return publisher;
    }

    /// <summary>Publishes messages with these numbers, and returns when they have been taken.</summary>
    public async Task PublishAsync(long first)
    {
        _next = first;
        await SendAsync(1);
        await AnswerAsync();
    }

    /// <summary>Publishes while it is told to go on; returns the messages when all replies have come.</summary>
    public async Task<long> PublishAsync(Func<bool> goesOn)
    {
        var window = _calls.Length / _callBytes;
        var count = 0L;
        await SendAsync(window);
        for (var inFlight = window; inFlight > 0;)
        {
            var replies = await ReceiveAsync();
            count += replies * _messages;
            inFlight -= replies;
            if (!goesOn())
                continue;
            await SendAsync(replies);
            inFlight += replies;
        }

        return count;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(int calls)
    {
        var bytes = _calls.AsMemory(0, calls * _callBytes);
        NumberedPayload.Renumber(bytes.Span, _next);
        _next += calls * _messages;
        await _socket.SendAsync(bytes);
    }

    private async Task AnswerAsync()
    {
        while (await ReceiveAsync() == 0)
        {
        }
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
