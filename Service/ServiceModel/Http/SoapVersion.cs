using System.Xml;

namespace WcfBroker.ServiceModel.Http;

/// <summary>A version of SOAP, as it shows on the wire.</summary>
internal sealed class SoapVersion
{
    public static readonly SoapVersion Soap11 = new("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", "actor")
    {
        Roles = ["http://schemas.xmlsoap.org/soap/actor/next"],
    };

    public static readonly SoapVersion Soap12 = new("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml", "role")
    {
        Roles = ["http://www.w3.org/2003/05/soap-envelope/role/next", "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver"],
    };

    private SoapVersion(string ns, string mediaType, string role)
    {
        Namespace = new XmlDictionary().Add(ns);
        MediaType = mediaType;
        ContentType = $"{mediaType}; charset=utf-8";
        RoleAttribute = new XmlDictionary().Add(role);
    }

    public XmlDictionaryString Namespace { get; }

    public string MediaType { get; }

    /// <summary>The content type of answers.</summary>
    public string ContentType { get; }

    /// <summary>The attribute that says whom a header is meant for.</summary>
    public XmlDictionaryString RoleAttribute { get; }

    /// <summary>The values of <see cref="RoleAttribute"/> that mean the service, as no attribute does.</summary>
    public required string[] Roles { get; init; }
}
