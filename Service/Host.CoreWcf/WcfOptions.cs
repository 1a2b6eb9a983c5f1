using System.ComponentModel.DataAnnotations;
using System.Xml;

namespace WcfBroker.Host.CoreWcf;

/// <summary>The limits that CoreWCF has for messages, and ours for connections, over net.tcp and HTTP alike: section <c>NetTcp</c> of the configuration.</summary>
public sealed class WcfOptions
{
    public const string Section = "NetTcp";

    /// <summary>The largest message accepted, in bytes. Default 20 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MessageBytesMax { get; set; } = 20 * 1024 * 1024;

    /// <summary>The depth of XML elements accepted. Default 32.</summary>
    [Range(8, 256)]
    public int XmlDepthMax { get; set; } = 32;

    /// <summary>The bytes one start tag may take. Default 4,096.</summary>
    [Range(256, 65536)]
    public int XmlBytesPerReadMax { get; set; } = 4096;

    /// <summary>The characters of all distinct XML names in one message. Default 16,384.</summary>
    [Range(1024, 1024 * 1024)]
    public int XmlNameTableCharsMax { get; set; } = 16384;

    /// <summary>Connections over net.tcp at once; a further one is closed as soon as it is accepted. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 4_096;

    /// <summary>Connections of one address at once; a further one is closed as soon as it is accepted. Default 1,024.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddressMax { get; set; } = 1_024;

    /// <summary>The time a new connection has to finish its preamble. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan PreambleDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The silence towards a subscriber after which it is sent a notice: .NET clients give up an idle session after 10 minutes. Default 4 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromMinutes(4);

    internal void CopyTo(XmlDictionaryReaderQuotas quotas)
    {
        quotas.MaxDepth = XmlDepthMax;
        quotas.MaxBytesPerRead = XmlBytesPerReadMax;
        quotas.MaxNameTableCharCount = XmlNameTableCharsMax;
        quotas.MaxArrayLength = MessageBytesMax;
        quotas.MaxStringContentLength = MessageBytesMax;
    }
}
