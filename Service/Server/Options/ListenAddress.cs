using System.Net;

namespace WcfBroker.Server.Options;

/// <summary>The IP addresses that an endpoint's URL stands for.</summary>
public sealed record ListenAddress(IReadOnlyList<IPAddress> Addresses, int Port)
{
    public bool IsLoopback => Addresses.All(IPAddress.IsLoopback);

    /// <summary>The addresses of a URL that has been checked.</summary>
    public static ListenAddress Parse(Uri url) =>
        TryParse(url, out var address) ? address : throw new FormatException($"'{url}' names neither localhost nor an IP address.");

    public static bool TryParse(Uri url, out ListenAddress address)
    {
        IPAddress? ip = null;
        var named = url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        var known = named || IPAddress.TryParse(url.IdnHost, out ip);
        address = new ListenAddress(named ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : known ? [ip!] : [], Math.Max(url.Port, 0));
        return known;
    }
}
