using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace WcfBroker.Host.CoreWcf.NetTcp;

/// <summary>
/// Keeps TCP segments on the loopback device small: .NET clients set 8 KiB socket buffers, which stall behind the 64 KiB segments that Linux
/// uses there.
/// </summary>
internal static class LoopbackSegments
{
    private const int SegmentBytesMax = 1448;
    private const int TcpLevel = 6;
    private const int TcpMaxSegment = 2;

    public static void Limit(SocketTransportOptions transport)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var bind = transport.CreateBoundListenSocket;
        transport.CreateBoundListenSocket = endpoint => IsLoopback(endpoint) ? Bind((IPEndPoint)endpoint) : bind(endpoint);
    }

    private static bool IsLoopback(EndPoint endpoint) => endpoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    // The segment size is agreed on when a connection is made, so only the listening socket can set it.
    private static Socket Bind(IPEndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SetRawSocketOption(TcpLevel, TcpMaxSegment, BitConverter.GetBytes(SegmentBytesMax));
        return socket;
    }
}
