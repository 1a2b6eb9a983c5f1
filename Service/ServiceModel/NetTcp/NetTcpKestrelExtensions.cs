using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Adds net.tcp endpoints to Kestrel.</summary>
public static class NetTcpKestrelExtensions
{
    private const int PortAttemptsMax = 16;

    /// <summary>
    /// Serves the endpoint. The host <c>localhost</c> means both loopback addresses, as far as the machine has them; an IP address
    /// means itself; any other name means all addresses. The port is bound by this call, so <see cref="NetTcpEndpoint.Address"/> is final afterwards.
    /// </summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static void ListenNetTcp(this KestrelServerOptions kestrel, NetTcpEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentNullException.ThrowIfNull(endpoint);
        var sockets = Bind(endpoint).ToDictionary(s => s.LocalEndPoint!);
        var transport = kestrel.ApplicationServices.GetRequiredService<IOptions<SocketTransportOptions>>().Value;
        var bindOthers = transport.CreateBoundListenSocket;
        transport.CreateBoundListenSocket = address => sockets.Remove(address, out var bound) ? bound : bindOthers(address);
        foreach (var address in sockets.Keys)
            kestrel.Listen((IPEndPoint)address, listen => listen.Run(endpoint.ServeAsync));
        endpoint.Bound(((IPEndPoint)sockets.Keys.First()).Port);
    }

    private static Socket[] Bind(NetTcpEndpoint endpoint)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return BindAll(endpoint);
            }
            catch (SocketException) when (endpoint.Address.Port == 0 && attempt < PortAttemptsMax)
            {
                // A port that is free for the first address may be taken for the second; another one will do.
            }
        }
    }

    private static Socket[] BindAll(NetTcpEndpoint endpoint)
    {
        var bound = new List<Socket>();
        var port = endpoint.Address.Port;
        try
        {
            foreach (var address in Addresses(endpoint.Address))
            {
                bound.Add(TcpSettings.Bind(new(address, port), endpoint.Options));
                port = ((IPEndPoint)bound[0].LocalEndPoint!).Port;
            }

            return [.. bound];
        }
        catch (SocketException missing) when (bound.Count > 0 && IsFamilyMissing(missing.SocketErrorCode))
        {
            // A machine without IPv6 serves its IPv4 loopback alone.
            return [.. bound];
        }
        catch
        {
            bound.ForEach(s => s.Dispose());
            throw;
        }
    }

    private static bool IsFamilyMissing(SocketError error) =>
        error is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;

    private static IPAddress[] Addresses(Uri address)
    {
        if (IPAddress.TryParse(address.DnsSafeHost, out var ip))
            return [ip];
        if (address.IsLoopback)
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
    }
}
