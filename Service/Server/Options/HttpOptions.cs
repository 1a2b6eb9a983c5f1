using System.ComponentModel.DataAnnotations;
using WcfBroker.Core;

namespace WcfBroker.Server.Options;

/// <summary>Limits of the HTTP endpoint: section <c>Http</c> of the configuration.</summary>
public sealed class HttpOptions
{
    public const string Section = "Http";

    private const int EnvelopeBytes = 1 << 20;

    /// <summary>Connections open at once; a further one is closed as it comes. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 4_096;

    /// <summary>Connections of one address open at once. Default 1,024.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddressMax { get; set; } = 1_024;

    /// <summary>Connections in their TLS handshake at once. Default 1,024.</summary>
    [Range(1, 1_000_000)]
    public int HandshakesMax { get; set; } = 1_024;

    /// <summary>Bytes of a request's first line. Default 8 KiB.</summary>
    [Range(1_024, 1 << 20)]
    public int RequestLineBytesMax { get; set; } = 8 << 10;

    /// <summary>Bytes of a request's headers together. Default 32 KiB.</summary>
    [Range(1_024, 1 << 20)]
    public int HeaderBytesMax { get; set; } = 32 << 10;

    /// <summary>Headers of a request. Default 100.</summary>
    [Range(10, 10_000)]
    public int HeadersMax { get; set; } = 100;

    /// <summary>How long a request's headers may take to come. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may stay open without a request. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes a second that a peer sends of its request and takes of its answer, or it is disconnected; streams of events are exempt. Default 240.</summary>
    [Range(1, 1 << 20)]
    public int BytesPerSecondMin { get; set; } = 240;

    /// <summary>How long a peer may be slower than that. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan SlowTimeMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After so long without an event a stream is sent a comment. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StreamKeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of the largest request body: a full batch as base64, and what stands around it.</summary>
    public static long BodyBytesMax(BrokerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return (Math.Max(limits.BatchBytesMax, limits.PayloadBytesMax) * 4L / 3) + EnvelopeBytes;
    }
}
