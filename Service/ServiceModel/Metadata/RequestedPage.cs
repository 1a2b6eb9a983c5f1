using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>The address that a request was sent to, as its Host header has it.</summary>
internal static class RequestedPage
{
    /// <param name="request">The request.</param>
    /// <param name="page">The address without its query.</param>
    /// <returns>False when what stands in the Host header is not a host with or without a port.</returns>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out Uri? page)
    {
        page = null;
        return IsHost(request.Host) &&
            Uri.TryCreate($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}", UriKind.Absolute, out page);
    }

    private static bool IsHost(HostString host) =>
        Uri.CheckHostName(host.Host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 &&
        host.Value == (host.Port is { } port ? new HostString(host.Host, port) : new HostString(host.Host)).Value;
}
