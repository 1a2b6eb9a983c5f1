using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>The namespaces of WSDL 1.1 and of what extends it.</summary>
internal static class WsdlNames
{
    public static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";
    public static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    public static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";
    public static readonly XNamespace Addressing = "http://www.w3.org/2005/08/addressing";
    public static readonly XNamespace AddressingWsdl = "http://www.w3.org/2006/05/addressing/wsdl";
    public static readonly XNamespace Policy = "http://schemas.xmlsoap.org/ws/2004/09/policy";
    public static readonly XNamespace Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public static readonly XNamespace Contract = "http://schemas.microsoft.com/ws/2005/12/wsdl/contract";
    public static readonly XNamespace SecurityPolicy = "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy";
    public static readonly XNamespace BinaryPolicy = "http://schemas.microsoft.com/ws/06/2004/mspolicy/netbinary1";
    public static readonly XNamespace FramingPolicy = "http://schemas.microsoft.com/ws/2006/05/framing/policy";

    public static IEnumerable<XAttribute> PolicyPrefixes => [Prefix("wsp", Policy), Prefix("wsu", Utility), Prefix("wsaw", AddressingWsdl)];

    public static IEnumerable<XAttribute> DefinitionPrefixes(string targetNamespace) =>
    [
        Prefix("wsdl", Wsdl), Prefix("xsd", Schema), Prefix("tns", targetNamespace), Prefix("soap", Soap11), Prefix("soap12", Soap12),
        Prefix("wsa10", Addressing), Prefix("msc", Contract), .. PolicyPrefixes,
    ];

    public static XAttribute Prefix(string prefix, XNamespace ns) => new(XNamespace.Xmlns + prefix, ns.NamespaceName);

    /// <summary>An attribute whose value is a qualified name, with a prefix that <paramref name="targetNamespace"/> need not know.</summary>
    public static XAttribute[] Reference(string attribute, string name, string ns, string targetNamespace) => ns == targetNamespace
        ? [new(attribute, $"tns:{name}")]
        : [Prefix("q1", ns), new(attribute, $"q1:{name}")];

    /// <summary>The text as documentation; nothing for null.</summary>
    public static XElement? Documentation(string? text) => text is null ? null : new(Wsdl + "documentation", text);
}
