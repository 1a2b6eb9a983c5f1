using System.Net;
using System.Net.Sockets;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>The socket options of an endpoint.</summary>
internal static class TcpSettings
{
    private const int TcpLevel = 6;
    private const int TcpMaxSegment = 2;

    /// <summary>Binds a socket for listening.</summary>
    /// <exception cref="SocketException">The address is taken or does not exist.</exception>
    public static Socket Bind(IPEndPoint address, NetTcpEndpointOptions options)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            // The segment size is agreed on when a connection is made, so only the listening socket can set it.
            if (IPAddress.IsLoopback(address.Address) && options.TcpMaxSegmentBytes > 0 && OperatingSystem.IsLinux())
                socket.SetRawSocketOption(TcpLevel, TcpMaxSegment, BitConverter.GetBytes(options.TcpMaxSegmentBytes));
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Lets TCP find out when the peer is gone.</summary>
    public static void Apply(Socket socket, NetTcpEndpointOptions options)
    {
        var idleSeconds = (int)options.TcpKeepAliveIdle.TotalSeconds;
        var intervalSeconds = (int)options.TcpKeepAliveInterval.TotalSeconds;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, idleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, intervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, options.TcpKeepAliveProbesMax);
    }
}
