using System.Net.Sockets;
using System.Text;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>A client that speaks bytes.</summary>
public sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>The largest segment of the connection in bytes: option TCP_MAXSEG of level IPPROTO_TCP.</summary>
    public int SegmentBytes
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            _socket.GetRawSocketOption(6, 2, bytes);
            return BitConverter.ToInt32(bytes);
        }
    }

    public static async Task<RawClient> ConnectAsync(CalculatorHost host)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync("127.0.0.1", host.Endpoint.Address.Port);
        return client;
    }

    public static async Task<RawClient> OpenAsync(CalculatorHost host)
    {
        var client = await ConnectAsync(host);
        await client.SendAsync(Preamble(host.Endpoint.Address.ToString()));
        CollectionAssert.AreEqual(new byte[] { 0x0B }, await client.ReceiveAsync(1));
        return client;
    }

    public static byte[] Preamble(string via)
    {
        var bytes = Encoding.UTF8.GetBytes(via);
        Assert.IsLessThan(128, bytes.Length);
        return [0, 1, 0, 1, 2, 2, (byte)bytes.Length, .. bytes, 3, 8, 0x0C];
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes);

    public async Task<byte[]> ReceiveAsync(int count)
    {
        var buffer = new byte[count];
        using var limit = new CancellationTokenSource(TestTime.Limit);
        for (var got = 0; got < count;)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(got), limit.Token);
            Assert.AreNotEqual(0, read, "the connection was closed");
            got += read;
        }

        return buffer;
    }

    public async Task<byte[]> ReceiveToEndAsync()
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(TestTime.Limit);
        while (await _socket.ReceiveAsync(buffer, limit.Token) is var read and > 0)
            all.Write(buffer, 0, read);
        return all.ToArray();
    }

    public async Task AssertFaultAsync(string name)
    {
        var uri = Encoding.UTF8.GetBytes("http://schemas.microsoft.com/ws/2006/05/framing/faults/" + name);
        var expected = new byte[] { 8, (byte)uri.Length }.Concat(uri).ToArray();
        CollectionAssert.AreEqual(expected, await ReceiveAsync(expected.Length));
    }

    public async Task AssertDroppedAsync()
    {
        try
        {
            Assert.IsEmpty(await ReceiveToEndAsync());
        }
        catch (SocketException reset)
        {
            Assert.AreEqual(SocketError.ConnectionReset, reset.SocketErrorCode);
        }
    }

    /// <summary>Connects and is dropped: at once, or so soon that connecting itself sees the reset.</summary>
    public static async Task AssertRefusedAsync(CalculatorHost host)
    {
        try
        {
            using var client = await ConnectAsync(host);
            await client.AssertDroppedAsync();
        }
        catch (SocketException reset)
        {
            Assert.AreEqual(SocketError.ConnectionReset, reset.SocketErrorCode);
        }
    }

    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Vanishes with a reset.</summary>
    public void Kill()
    {
        _socket.LingerState = new(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();
}
