using System.ComponentModel.DataAnnotations;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol;

/// <summary>Limits of the original protocol's endpoint.</summary>
public sealed class OriginalProtocolOptions
{
    /// <summary>How long a client may take to name its mechanism. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan HandshakeDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what a client is still to get may take when its connection ends. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CloseDeadline { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest frame a client may send. Default: 99,999 bytes, the most that the prefix can announce.</summary>
    [Range(64, FrameFormat.FrameBytesMax)]
    public int FrameBytesMax { get; set; } = FrameFormat.FrameBytesMax;

    /// <summary>How many connections are served at once; others are closed when they are accepted. Default: 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 4_096;

    /// <summary>How many connections of one address are served at once. Default: 1,024.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddressMax { get; set; } = 1_024;

    /// <summary>How many connections may be in their TLS handshake at once. Default: 1,024.</summary>
    [Range(1, 1_000_000)]
    public int HandshakesMax { get; set; } = 1_024;
}
