using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using WcfBroker.Server.Options;
using WcfBroker.Server.Tls;

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

    /// <summary>Encrypts what comes from here on, from the first byte; nothing for null.</summary>
    public static void UseTls(this ListenOptions listen, EndpointTls? tls)
    {
        if (tls is not null)
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(tls.Current()), HandshakeTimeout = tls.HandshakeDeadline });
    }

    private static bool IsAvailable(IPAddress ip) => ip.AddressFamily != AddressFamily.InterNetworkV6 || Socket.OSSupportsIPv6;
}
