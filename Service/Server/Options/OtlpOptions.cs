using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>A collector of OpenTelemetry that metrics and traces are sent to.</summary>
public sealed class OtlpOptions
{
    /// <summary>Its address, as in <c>http://localhost:4317</c>; over HTTP, <c>v1/metrics</c> and <c>v1/traces</c> are added. Empty sends nothing. Default empty.</summary>
    [MaxLength(2_048)]
    public string Endpoint { get; set; } = "";

    /// <summary>How it is spoken to. Default <see cref="OtlpProtocol.Grpc"/>.</summary>
    [EnumDataType(typeof(OtlpProtocol))]
    public OtlpProtocol Protocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>The path of a file whose first line has the headers that are sent along, as <c>name=value,name=value</c>: often keys, so they are not settings.</summary>
    [MaxLength(4_096)]
    public string HeadersFile { get; set; } = "";

    /// <summary>The name of an environment variable with these headers, in place of a file.</summary>
    [MaxLength(256)]
    public string HeadersVariable { get; set; } = "";

    /// <summary>Whether a collector on another machine may be sent to without TLS. Default false.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>The time from one sending of metrics to the next. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one sending may take. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The share of messages that are traced though their publishers have no trace. Those of publishers that have one are traced if it is. Default 0.
    /// </summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; }
}
