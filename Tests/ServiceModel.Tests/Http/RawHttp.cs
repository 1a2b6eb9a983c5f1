using System.Globalization;
using System.Net.Sockets;
using System.Text;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests.Http;

/// <summary>An HTTP client that speaks bytes.</summary>
public sealed class RawHttp : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _filled;

    public static async Task<RawHttp> ConnectAsync(SoapHost host)
    {
        var client = new RawHttp();
        await client._socket.ConnectAsync("127.0.0.1", host.Url.Port);
        return client;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Receives one whole response, without its Date header, which differs from one to the next.</summary>
    public async Task<string> ReceiveAsync()
    {
        int headBytes;
        while ((headBytes = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8) + 4) < 4)
            await ReceiveMoreAsync();
        var head = Encoding.ASCII.GetString(_buffer, 0, headBytes).Split("\r\n");
        var length = Array.Find(head, line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        var bodyBytes = length is null ? 0 : int.Parse(length.Split(' ')[1], CultureInfo.InvariantCulture);
        while (_filled < headBytes + bodyBytes)
            await ReceiveMoreAsync();
        var body = Encoding.UTF8.GetString(_buffer, headBytes, bodyBytes);
        _filled -= headBytes + bodyBytes;
        Array.Copy(_buffer, headBytes + bodyBytes, _buffer, 0, _filled);
        return string.Join("\r\n", head.Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal))) + body;
    }

    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Vanishes with a reset.</summary>
    public void Kill()
    {
        _socket.LingerState = new(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveMoreAsync()
    {
        using var limit = new CancellationTokenSource(TestTime.Limit);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), limit.Token);
        Assert.AreNotEqual(0, read, $"the connection was closed after {Encoding.UTF8.GetString(_buffer, 0, _filled)}");
        _filled += read;
    }
}
