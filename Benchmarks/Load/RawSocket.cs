using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Benchmarks.Load;

/// <summary>A client that does no more than find the numbered payloads in what it receives, so that it shows the server's limit.</summary>
internal sealed class RawSocket : IDisposable
{
    private const int BufferBytes = 64 << 10;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawSocket> ConnectAsync(int port)
    {
        var raw = new RawSocket();
        await raw._socket.ConnectAsync(IPAddress.Loopback, port);
        return raw;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>Receives until a text has come.</summary>
    public async Task ReceiveUntilAsync(ReadOnlyMemory<byte> text)
    {
        var buffer = new byte[BufferBytes];
        var filled = await ReceiveAsync(buffer);
        while (buffer.AsSpan(0, filled).IndexOf(text.Span) < 0)
        {
            var kept = KeepEnd(buffer, buffer.AsSpan(0, filled), text.Length - 1);
            filled = kept + await ReceiveAsync(buffer.AsMemory(kept));
        }
    }

    /// <summary>Reports the number of each payload, until the socket is disposed.</summary>
    public async Task ReceiveAsync(Action<long> received)
    {
        var buffer = new byte[BufferBytes];
        for (var filled = 0; ;)
        {
            try
            {
                filled += await ReceiveAsync(buffer.AsMemory(filled));
            }
            catch (SocketException gone) when (gone.SocketErrorCode == SocketError.OperationAborted)
            {
                return;
            }

            var rest = Report(buffer.AsSpan(0, filled), received);
            filled = KeepEnd(buffer, rest, NumberedPayload.HeadBytes - 1);
        }
    }

    /// <summary>Receives some bytes.</summary>
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer) => await _socket.ReceiveAsync(buffer) is var read and > 0
        ? read
        : throw new InvalidDataException("The server closed the connection, or sent more than was asked for.");

    public void Dispose() => _socket.Dispose();

    private static ReadOnlySpan<byte> Report(ReadOnlySpan<byte> bytes, Action<long> received)
    {
        while (NumberedPayload.TryFind(ref bytes, out var number))
            received(number);
        return bytes;
    }

    // What is looked for may begin in the last bytes, so they are moved to the front.
    private static int KeepEnd(Span<byte> buffer, ReadOnlySpan<byte> bytes, int bytesMax)
    {
        var end = bytes[Math.Max(0, bytes.Length - bytesMax)..];
        end.CopyTo(buffer);
        return end.Length;
    }
}
