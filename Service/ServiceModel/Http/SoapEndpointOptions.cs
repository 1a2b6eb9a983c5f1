using System.ComponentModel.DataAnnotations;
using System.Xml;
using Microsoft.AspNetCore.Http;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Http;

/// <summary>
/// Every limit of a SOAP endpoint. The limits of the HTTP server hold besides: on connections, on headers, and on the time a body takes.
/// </summary>
public sealed class SoapEndpointOptions
{
    /// <summary>The largest message accepted, in bytes. Default 20 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MessageBytesMax { get; set; } = 20 * 1024 * 1024;

    /// <summary>What the messages that are received or served at once may weigh together, in bytes. Default 256 MiB.</summary>
    [Range(1024, long.MaxValue)]
    public long InFlightBytesMax { get; set; } = 256 * 1024 * 1024;

    /// <summary>Requests served at once; a further one is refused at once. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ConcurrentCallsMax { get; set; } = 4096;

    /// <summary>The depth of XML elements accepted. Default 32.</summary>
    [Range(8, 256)]
    public int XmlDepthMax { get; set; } = 32;

    /// <summary>The bytes one tag may take. Default 4,096.</summary>
    [Range(256, 65536)]
    public int XmlBytesPerReadMax { get; set; } = 4096;

    /// <summary>The characters of all distinct XML names in one message. Default 16,384.</summary>
    [Range(1024, 1024 * 1024)]
    public int XmlNameTableCharsMax { get; set; } = 16384;

    /// <summary>The namespaces declared for one element, by itself and those around it. Default 128.</summary>
    [Range(16, 4096)]
    public int XmlNamespacesMax { get; set; } = 128;

    /// <summary>
    /// Who may speak to the endpoint. A username token is looked at where there is a validator, and where <see cref="CredentialOptions.RequireUserName"/>
    /// is set each request needs one, unless the server has authenticated the request itself.
    /// </summary>
    public CredentialOptions Credentials { get; } = new();

    /// <summary>Answers GET and HEAD: a help page, the WSDL. Null where there are none.</summary>
    public RequestDelegate? MetadataPages { get; set; }

    internal XmlDictionaryReaderQuotas CreateQuotas() => new()
    {
        MaxDepth = XmlDepthMax,
        MaxBytesPerRead = XmlBytesPerReadMax,
        MaxNameTableCharCount = XmlNameTableCharsMax,
        MaxArrayLength = MessageBytesMax,
        MaxStringContentLength = MessageBytesMax,
    };
}
