using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Benchmarks.Load;

/// <summary>A subscriber that does no more than find the numbered payloads in what it receives, so that it shows the server's limit.</summary>
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
        for (var filled = 0; buffer.AsSpan(0, filled).IndexOf(text.Span) < 0;)
            filled += await ReceiveAsync(buffer.AsMemory(filled));
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

            filled = Report(buffer.AsSpan(0, filled), received);
        }
    }

    public void Dispose() => _socket.Dispose();

    // Keeps the bytes in which a payload may begin, and returns how many they are.
    private static int Report(Span<byte> bytes, Action<long> received)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (NumberedPayload.TryFind(ref rest, out var number))
            received(number);
        rest = rest[Math.Max(0, rest.Length - NumberedPayload.HeadBytes + 1)..];
        rest.CopyTo(bytes);
        return rest.Length;
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer) => await _socket.ReceiveAsync(buffer) is var read and > 0
        ? read
        : throw new InvalidDataException("The server closed the connection, or sent more than was asked for.");
}
