using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WcfBroker.Server.Options;

/// <summary>One endpoint: where it listens, and what protects it.</summary>
public sealed class EndpointOptions
{
    /// <summary>Where to listen: scheme, host (<c>localhost</c>, an IP address, or <c>0.0.0.0</c>/<c>[::]</c> for all), port, and for net.tcp a path. Empty switches the endpoint off.</summary>
    [MaxLength(2_048)]
    public string Url { get; set; } = "";

    /// <summary>Allows an address other than loopback although nothing there is encrypted. Default false.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>Whether WCF and SOAP clients log in inside TLS by WS-Security with a user's name and password. Default false.</summary>
    public bool RequireUserName { get; set; }

    /// <summary>TLS. Without it nothing is encrypted, the default.</summary>
    [ValidateObjectMembers]
    public TlsOptions? Tls { get; set; }
}
