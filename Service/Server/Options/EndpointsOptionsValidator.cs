using System.Net;
using Microsoft.Extensions.Options;

namespace WcfBroker.Server.Options;

/// <summary>Says what is wrong with an endpoint's address before anything listens.</summary>
internal sealed class EndpointsOptionsValidator : IValidateOptions<EndpointsOptions>
{
    public ValidateOptionsResult Validate(string? name, EndpointsOptions options)
    {
        string?[] wrong =
        [
            Check(options.NetTcp, "NetTcp", "net.tcp", "net.tcp://localhost:8808/broker", path: true),
            options.Http.Tls is null
                ? Check(options.Http, "Http", "http", "http://localhost:8080", path: false)
                : Check(options.Http, "Http", "https", "https://localhost:8443", path: false),
            Check(options.Original, "Original", "tcp", "tcp://localhost:8000", path: false),
            options.NetTcp.Url.Length + options.Http.Url.Length + options.Original.Url.Length == 0
                ? "All endpoints are switched off: set Endpoints:NetTcp:Url, Endpoints:Http:Url or Endpoints:Original:Url." : null,
        ];
        var failures = wrong.OfType<string>().ToArray();
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static string? Check(EndpointOptions endpoint, string name, string scheme, string example, bool path)
    {
        if (endpoint.Url.Length == 0)
            return null;
        var key = $"Endpoints:{name}:Url";
        if (!Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url) || url.Scheme != scheme || url.Port < 0)
            return $"{key} = '{endpoint.Url}' is no {scheme} address with a port, as in {example}.";
        if (url.UserInfo.Length + url.Query.Length + url.Fragment.Length > 0 || (path == (url.AbsolutePath.Length <= 1)))
            return $"{key} = '{endpoint.Url}' has {(path ? "no path, or more than a path" : "more than host and port")}; it should look like {example}.";
        if (!ListenAddress.TryParse(url, out var address))
            return $"{key} = '{endpoint.Url}': the host is localhost or an IP address.";
        if (endpoint.RequireUserName && name == "Original")
            return $"Endpoints:{name}:RequireUserName has no effect: there is no WS-Security in the original protocol.";
        if (endpoint is { RequireUserName: true, Tls: null })
            return $"Endpoints:{name}:RequireUserName needs Endpoints:{name}:Tls: passwords are not sent in clear.";
        if (endpoint.Tls is { } tls)
            return Check(tls, $"Endpoints:{name}:Tls");
        return address.IsLoopback || endpoint.AllowInsecure
            ? null
            : $"{key} = '{endpoint.Url}' is reachable from other machines, and nothing there is encrypted. "
              + $"Use localhost, set Endpoints:{name}:Tls:Certificate, or set Endpoints:{name}:AllowInsecure=true if that is what you want.";
    }

    private static string? Check(TlsOptions tls, string section)
    {
        if ((tls.Certificate.Length == 0) == (tls.Thumbprint.Length == 0))
            return $"{section} needs a certificate: set {section}:Certificate to a PFX or PEM file, or {section}:Thumbprint to one of the machine's store.";
        if (tls.PasswordFile.Length > 0 && tls.PasswordVariable.Length > 0)
            return $"{section}:PasswordFile and {section}:PasswordVariable cannot both be set.";
        return tls.ClientCertificateAuthorities.Length > 0 && tls.ClientCertificates == ClientCertificates.None
            ? $"{section}:ClientCertificateAuthorities has no effect while {section}:ClientCertificates is None: set that to Allow or Require."
            : null;
    }
}
