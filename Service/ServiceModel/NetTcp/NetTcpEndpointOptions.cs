using System.ComponentModel.DataAnnotations;
using System.Net.Security;
using System.Xml;
using Microsoft.Extensions.Options;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Every limit of a net.tcp endpoint. Durations range from 1 ms to one day.</summary>
public sealed class NetTcpEndpointOptions
{
    private const string DurationMin = "00:00:00.001";
    private const string DurationMax = "1.00:00:00";

    /// <summary>The largest message accepted, in bytes. Default 20 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MessageBytesMax { get; set; } = 20 * 1024 * 1024;

    /// <summary>
    /// What the decoded messages of one session that are not yet served may weigh, in bytes as received. One message is always let
    /// in. Default 32 MiB.
    /// </summary>
    [Range(1024, int.MaxValue)]
    public int InFlightBytesMax { get; set; } = 32 * 1024 * 1024;

    /// <summary>The longest address a client may ask for, in bytes. Default 2,048.</summary>
    [Range(16, 65536)]
    public int ViaBytesMax { get; set; } = 2048;

    /// <summary>
    /// TLS: asked for each connection, so that a renewed certificate is used at once. A client then has to ask for the upgrade to TLS, and
    /// one that does not is refused. Null for no TLS, the default.
    /// </summary>
    public Func<SslServerAuthenticationOptions>? Tls { get; set; }

    /// <summary>Who may speak to the endpoint.</summary>
    [ValidateObjectMembers]
    public CredentialOptions Credentials { get; } = new();

    /// <summary>The time a new connection has to finish its preamble, the TLS handshake included. Default 5 s.</summary>
    [Range(typeof(TimeSpan), DurationMin, DurationMax)]
    public TimeSpan PreambleDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a closing session waits for its running calls and for the peer's End record. Default 5 s.</summary>
    [Range(typeof(TimeSpan), DurationMin, DurationMax)]
    public TimeSpan CloseDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections served at once; a further one is closed as soon as it is accepted. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 4096;

    /// <summary>Connections of one address served at once; a further one is closed as soon as it is accepted. Default 1,024.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddressMax { get; set; } = 1024;

    /// <summary>
    /// Connections at once whose peers have not yet finished the preamble, the TLS handshake and the login; a further one is closed as soon
    /// as it is accepted. Default 2,048.
    /// </summary>
    [Range(1, 1_000_000)]
    public int OpeningConnectionsMax { get; set; } = 2048;

    /// <summary>Request/reply calls that run at once on one session; at the limit nothing more is received from it. Default 64.</summary>
    [Range(1, 65536)]
    public int ConcurrentCallsMax { get; set; } = 64;

    /// <summary>
    /// One-way calls of one session that wait for the one before; at the limit nothing more is received from it. Default 256.
    /// </summary>
    [Range(1, 65536)]
    public int OneWayQueueMax { get; set; } = 256;

    /// <summary>Two-way callbacks that await their answer at once on one session. Default 64.</summary>
    [Range(1, 65536)]
    public int OutstandingCallbacksMax { get; set; } = 64;

    /// <summary>The time a two-way callback made through a proxy may take. Default 1 min.</summary>
    [Range(typeof(TimeSpan), DurationMin, DurationMax)]
    public TimeSpan CallbackTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The depth of XML elements accepted. Default 32.</summary>
    [Range(8, 256)]
    public int XmlDepthMax { get; set; } = 32;

    /// <summary>The bytes one start tag may take. Default 4,096.</summary>
    [Range(256, 65536)]
    public int XmlBytesPerReadMax { get; set; } = 4096;

    /// <summary>The characters of all distinct XML names in one message. Default 16,384.</summary>
    [Range(1024, 1024 * 1024)]
    public int XmlNameTableCharsMax { get; set; } = 16384;

    /// <summary>The attributes of one element, its namespaces included. Default 256.</summary>
    [Range(16, 65536)]
    public int XmlAttributesMax { get; set; } = 256;

    /// <summary>The namespaces declared for one element, by itself and those around it. Default 128.</summary>
    [Range(16, 4096)]
    public int XmlNamespacesMax { get; set; } = 128;

    /// <summary>
    /// Called on a session with callbacks when nothing was sent to its client for <see cref="KeepAliveInterval"/>; it should send
    /// some callback.
    /// </summary>
    public Func<IServiceSession, ValueTask>? KeepAlive { get; set; }

    /// <summary>
    /// The silence after which <see cref="KeepAlive"/> is called. Default 4 min: .NET clients give up an idle session after 10.
    /// </summary>
    [Range(typeof(TimeSpan), DurationMin, DurationMax)]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The TCP segment size asked for on loopback listeners, in bytes; 0 leaves it to the system. Default 1,448.
    /// .NET clients set 8 KiB socket buffers, which stall behind the 64 KiB segments of the Linux loopback device.
    /// </summary>
    [Range(0, 65495)]
    public int TcpMaxSegmentBytes { get; set; } = 1448;

    /// <summary>The idle time after which TCP asks whether the peer is alive. Default 10 s.</summary>
    [Range(typeof(TimeSpan), DurationMin, DurationMax)]
    public TimeSpan TcpKeepAliveIdle { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two such questions. Default 5 s.</summary>
    [Range(typeof(TimeSpan), DurationMin, DurationMax)]
    public TimeSpan TcpKeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The unanswered questions after which the connection is dropped. Default 3.</summary>
    [Range(1, 100)]
    public int TcpKeepAliveProbesMax { get; set; } = 3;

    internal XmlDictionaryReaderQuotas CreateQuotas() => new()
    {
        MaxDepth = XmlDepthMax,
        MaxBytesPerRead = XmlBytesPerReadMax,
        MaxNameTableCharCount = XmlNameTableCharsMax,
        MaxArrayLength = MessageBytesMax,
        MaxStringContentLength = MessageBytesMax,
    };
}
