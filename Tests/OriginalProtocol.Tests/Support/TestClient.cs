using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>A client that is nothing but a socket.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>After this the test has failed: long enough for any machine.</summary>
    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public static async Task<TestClient> ConnectAsync(int port)
    {
        var client = new TestClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port, Patience);
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, Patience)..];
    }

    /// <summary>Sends to a broker that may have closed the connection already.</summary>
    public async Task TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendAsync(bytes);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // What the broker does with a closed connection is asserted by reading from it.
        }
    }

    /// <summary>Reads one frame with its prefix.</summary>
    public async Task<byte[]> ReadFrameAsync()
    {
        var prefix = await ReadAsync(5);
        var payload = await ReadAsync(int.Parse(Encoding.ASCII.GetString(prefix), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture));
        return [.. prefix, .. payload];
    }

    public async Task<string> ReadTextAsync() => Encoding.UTF8.GetString(await ReadFrameAsync());

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var some = await _socket.ReceiveAsync(bytes.AsMemory(read), Patience);
            if (some == 0)
                throw new EndOfStreamException($"The broker closed the connection after {read} of {count} bytes.");
            read += some;
        }

        return bytes;
    }

    /// <summary>Says that nothing more will be sent, and returns what the broker still sends before it closes.</summary>
    public async Task<byte[]> FinishAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        return await ReadToEndAsync();
    }

    /// <summary>Reads until the broker closes the connection; a reset ends it too.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await _socket.ReceiveAsync(buffer.AsMemory(), Patience)) > 0;)
                all.Write(buffer, 0, read);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return all.ToArray();
        }

        return all.ToArray();
    }

    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
