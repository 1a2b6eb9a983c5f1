using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WcfBroker.Server.Options;

/// <summary>What can be seen of the broker from outside: section <c>Observability</c> of the configuration.</summary>
public sealed class ObservabilityOptions
{
    public const string Section = "Observability";

    /// <summary>The page of metrics.</summary>
    [ValidateObjectMembers]
    [Required]
    public MetricsOptions Metrics { get; set; } = new();

    /// <summary>Where metrics and traces are sent to.</summary>
    [ValidateObjectMembers]
    [Required]
    public OtlpOptions Otlp { get; set; } = new();

    /// <summary>What makes the broker ready.</summary>
    [ValidateObjectMembers]
    [Required]
    public HealthOptions Health { get; set; } = new();
}
