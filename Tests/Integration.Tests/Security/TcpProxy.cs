using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Stands between a client and the broker: records what passes, and does to it what a test wants.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _relays = [];
    private readonly MemoryStream _sent = new();
    private readonly MemoryStream _received = new();
    private readonly Task _accepting;

    public TcpProxy(int port)
    {
        _target = new(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The place in what a client sends of a byte that is flipped; null for none.</summary>
    public int? FlipAt { get; set; }

    /// <summary>After how many bytes of what a client sends its connection is cut; null for never.</summary>
    public int? CutAt { get; set; }

    public byte[] Sent => Copy(_sent);

    public byte[] Received => Copy(_received);

    /// <summary>Forgets what has passed.</summary>
    public void Forget()
    {
        foreach (var stream in (MemoryStream[])[_sent, _received])
        {
            lock (stream)
                stream.SetLength(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_relays.Append(_accepting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _sent.Dispose();
        _received.Dispose();
    }

    private static byte[] Copy(MemoryStream stream)
    {
        lock (stream)
            return stream.ToArray();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var broker = new TcpClient { NoDelay = true };
        using (client)
        {
            await broker.ConnectAsync(_target, _stop.Token);
            await Task.WhenAny(
                PumpAsync(client.GetStream(), broker.GetStream(), _sent, isSent: true),
                PumpAsync(broker.GetStream(), client.GetStream(), _received, isSent: false));
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, MemoryStream record, bool isSent)
    {
        var buffer = new byte[8192];
        var passed = 0;
        while (await from.ReadAsync(buffer, _stop.Token) is var count and > 0)
        {
            if (isSent && FlipAt is { } flip && flip >= passed && flip < passed + count)
                buffer[flip - passed] ^= 0x10;
            var isCut = isSent && CutAt is { } cut && cut <= passed + count;
            if (isCut)
                count = CutAt!.Value - passed;
            lock (record)
                record.Write(buffer, 0, count);
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            passed += count;
            if (isCut)
                return;
        }
    }
}
