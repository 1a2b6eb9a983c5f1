using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Integration.Tests.Storms;

/// <summary>Many connections to one endpoint, all of which end with it.</summary>
internal sealed class Crowd(IPEndPoint endpoint) : IDisposable
{
    private const int ConnectsAtOnce = 128;

    private readonly List<Socket> _sockets = [];

    public int Count => _sockets.Count;

    /// <summary>Connects so many more.</summary>
    public Task GrowAsync(int count) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectsAtOnce }, async (_, cancellation) =>
    {
        var socket = await ConnectAsync(cancellation);
        lock (_sockets)
            _sockets.Add(socket);
    });

    /// <summary>Connects so many, each of which is gone at once.</summary>
    public Task ComeAndGoAsync(int count, byte[] sent) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectsAtOnce }, async (_, cancellation) =>
    {
        using var socket = await ConnectAsync(cancellation);
        try
        {
            await socket.SendAsync(sent, cancellation);
        }
        catch (SocketException)
        {
            // The broker has closed it already.
        }
    });

    /// <summary>Each sends one byte; those that the broker has closed do not.</summary>
    public void Drip(byte value)
    {
        foreach (var socket in _sockets)
            socket.Send([value], SocketFlags.None, out _);
    }

    /// <summary>How many the broker has not closed.</summary>
    public int Open() => _sockets.Count(IsOpen);

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _sockets.Clear();
    }

    private static bool IsOpen(Socket socket)
    {
        try
        {
            return !socket.Poll(0, SelectMode.SelectRead) || socket.Available > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Closed by a reset, so that no port is kept for a minute.
    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0), NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The broker was faster in closing it.
        }

        return socket;
    }
}
