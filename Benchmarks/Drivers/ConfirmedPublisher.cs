using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Keeps so many encoded messages in flight on one socket, and counts the confirmations by a text that each has once.</summary>
/// <param name="numbers">The numbers in a message, from <paramref name="first"/> on.</param>
internal sealed class ConfirmedPublisher(RawSocket socket, byte[] message, byte[] confirmation, int inFlight, int numbers = 1, long first = 0) : IDisposable
{
    private const int ReceiveBytes = 64 << 10;

    private readonly byte[] _messages = [.. Enumerable.Range(0, inFlight).SelectMany(_ => message)];
    private readonly byte[] _received = new byte[ReceiveBytes];
    private int _filled;
    private long _next = first;

    /// <summary>Publishes while it is told to go on; returns when all is confirmed.</summary>
    public async Task<long> PublishAsync(Func<bool> goesOn)
    {
        var count = 0L;
        await SendAsync(inFlight);
        for (var waiting = inFlight; waiting > 0;)
        {
            _filled += await socket.ReceiveAsync(_received.AsMemory(_filled));
            var confirmed = Take();
            count += confirmed;
            waiting -= confirmed;
            if (confirmed == 0 || !goesOn())
                continue;
            await SendAsync(confirmed);
            waiting += confirmed;
        }

        return count;
    }

    public void Dispose() => socket.Dispose();

    private Task SendAsync(int messages)
    {
        var bytes = _messages.AsMemory(0, messages * message.Length);
        NumberedPayload.Renumber(bytes.Span, _next);
        _next += messages * numbers;
        return socket.SendAsync(bytes);
    }

    private int Take()
    {
        ReadOnlySpan<byte> rest = _received.AsSpan(0, _filled);
        var count = 0;
        for (int at; (at = rest.IndexOf(confirmation)) >= 0; count++)
            rest = rest[(at + confirmation.Length)..];
        rest = rest[^Math.Min(rest.Length, confirmation.Length - 1)..];
        rest.CopyTo(_received);
        _filled = rest.Length;
        return count;
    }
}
