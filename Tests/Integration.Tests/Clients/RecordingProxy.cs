using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>Stands between one client and the broker, and keeps every byte that passes, by direction.</summary>
internal sealed class RecordingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _sent = new();
    private readonly MemoryStream _received = new();

    public RecordingProxy(int port)
    {
        _listener.Start();
        Ended = RunAsync(port);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Both sides have said all that they had to say.</summary>
    public Task Ended { get; }

    /// <summary>What the client sent.</summary>
    public byte[] Sent => _sent.ToArray();

    /// <summary>What the client received.</summary>
    public byte[] Received => _received.ToArray();

    public void Dispose() => _listener.Dispose();

    private async Task RunAsync(int port)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        using var broker = new TcpClient();
        await broker.ConnectAsync(IPAddress.Loopback, port);
        await Task.WhenAll(PassAsync(client, broker, _sent), PassAsync(broker, client, _received));
    }

    private static async Task PassAsync(TcpClient from, TcpClient to, MemoryStream kept)
    {
        var buffer = new byte[64 << 10];
        int count;
        while ((count = await from.GetStream().ReadAsync(buffer)) > 0)
        {
            kept.Write(buffer, 0, count);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }

        to.Client.Shutdown(SocketShutdown.Send);
    }
}
