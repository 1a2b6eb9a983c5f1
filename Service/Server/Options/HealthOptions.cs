using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>When <c>/health/ready</c> says that the broker can do its work.</summary>
public sealed class HealthOptions
{
    /// <summary>How long the loop may take to answer. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan LoopLatencyMax { get; set; } = TimeSpan.FromSeconds(2);
}
