using System.Net;
using System.Net.Sockets;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Endpoints;

/// <summary>Finds out that a port is taken before the server starts, while it can still be said which setting to change.</summary>
internal static class PortCheck
{
    public static void EnsureFree(EndpointsOptions endpoints)
    {
        EnsureFree(endpoints.NetTcp, "NetTcp");
        EnsureFree(endpoints.Http, "Http");
        EnsureFree(endpoints.Original, "Original");
    }

    private static void EnsureFree(EndpointOptions endpoint, string name)
    {
        if (endpoint.Url.Length == 0 || !ListenAddress.TryParse(new Uri(endpoint.Url), out var address))
            return;
        foreach (var ip in address.Addresses)
        {
            using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(ip, address.Port));
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                var why = exception.SocketErrorCode == SocketError.AccessDenied ? "may not be used by this user" : "is in use by another program";
                throw new StartException(
                    $"Cannot listen on {endpoint.Url}: port {address.Port} {why}. Choose another with --Endpoints:{name}:Url=...", exception);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable && address.Addresses.Count == 1)
            {
                throw new StartException($"Cannot listen on {endpoint.Url}: this machine has no such address.", exception);
            }
            catch (SocketException exception) when (
                exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported && address.Addresses.Count > 1)
            {
                // A machine without IPv6 listens for localhost on IPv4 alone.
                continue;
            }
        }
    }
}
