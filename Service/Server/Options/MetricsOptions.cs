using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>The metrics at <c>/metrics</c>, in the text format of Prometheus.</summary>
public sealed class MetricsOptions
{
    /// <summary>Whether they are served. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Whether they are served to everybody who reaches the endpoint, without a login and without the right to administer. Default false.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>How many durable subscriptions have gauges of their own: the first by name. Default 100.</summary>
    [Range(0, 1_000)]
    public int SubscriptionsMax { get; set; } = 100;
}
