using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WcfBroker.Server.Options;

/// <summary>Where the broker listens: section <c>Endpoints</c> of the configuration.</summary>
public sealed class EndpointsOptions
{
    public const string Section = "Endpoints";

    /// <summary>The contract over net.tcp. Default <c>net.tcp://localhost:8808/broker</c>.</summary>
    [ValidateObjectMembers]
    [Required]
    public EndpointOptions NetTcp { get; set; } = new() { Url = "net.tcp://localhost:8808/broker" };

    /// <summary>HTTP: the REST API, streams of events, health. Default <c>http://localhost:8080</c>.</summary>
    [ValidateObjectMembers]
    [Required]
    public EndpointOptions Http { get; set; } = new() { Url = "http://localhost:8080" };

    /// <summary>The original protocol. Default <c>tcp://localhost:8000</c>.</summary>
    [ValidateObjectMembers]
    [Required]
    public EndpointOptions Original { get; set; } = new() { Url = "tcp://localhost:8000" };
}
