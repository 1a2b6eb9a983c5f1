using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Endpoints;

/// <summary>Listens where a URL of the configuration says, on those of its addresses that the machine has.</summary>
internal static class KestrelListening
{
    public static void Listen(this KestrelServerOptions kestrel, Uri url, Action<ListenOptions> configure)
    {
        var address = ListenAddress.Parse(url);
        foreach (var ip in address.Addresses.Where(IsAvailable))
            kestrel.Listen(new IPEndPoint(ip, address.Port), configure);
    }

    private static bool IsAvailable(IPAddress ip) => ip.AddressFamily != AddressFamily.InterNetworkV6 || Socket.OSSupportsIPv6;
}
