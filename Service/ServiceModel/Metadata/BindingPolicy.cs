using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>What a binding demands besides SOAP, as WS-Policy: what tells a client to use the binary encoding and TLS.</summary>
internal static class BindingPolicy
{
    private static readonly XNamespace Wsp = WsdlNames.Policy;
    private static readonly XNamespace Sp = WsdlNames.SecurityPolicy;

    /// <returns>The policy, or null when the binding demands nothing.</returns>
    public static XElement? Create(string id, EndpointProtocol protocol, EndpointSecurity security)
    {
        var isNetTcp = protocol == EndpointProtocol.NetTcp;
        XElement?[] assertions =
        [
            isNetTcp ? Element(WsdlNames.BinaryPolicy, "msb", "BinaryEncoding") : null,
            security == EndpointSecurity.None ? null : TransportBinding(isNetTcp ? TlsToken(security) : HttpsToken(security)),
            isNetTcp ? new(WsdlNames.AddressingWsdl + "UsingAddressing") : null,
        ];
        return assertions.All(a => a is null)
            ? null
            : new(
                Wsp + "Policy",
                new XAttribute(WsdlNames.Utility + "Id", id),
                new XElement(Wsp + "ExactlyOne", new XElement(Wsp + "All", assertions)));
    }

    // Without suite and layout WCF does not take the binding for one with transport security.
    private static XElement TransportBinding(XElement token)
    {
        var binding = Element(Sp, "sp", "TransportBinding");
        binding.Add(Nested(
            Nested(Sp + "TransportToken", token),
            Nested(Sp + "AlgorithmSuite", new XElement(Sp + "Basic256")),
            Nested(Sp + "Layout", new XElement(Sp + "Strict"))));
        return binding;
    }

    private static XElement TlsToken(EndpointSecurity security)
    {
        var token = Element(WsdlNames.FramingPolicy, "msf", "SslTransportSecurity");
        if (security == EndpointSecurity.ClientCertificate)
            token.Add(new XElement(WsdlNames.FramingPolicy + "RequireClientCertificate"));
        return token;
    }

    private static XElement HttpsToken(EndpointSecurity security) => new(
        Sp + "HttpsToken", new XAttribute("RequireClientCertificate", security == EndpointSecurity.ClientCertificate));

    private static XElement Nested(XName name, XElement content) => new(name, Nested(content));

    private static XElement Nested(params XElement[] content) => new(Wsp + "Policy", content);

    private static XElement Element(XNamespace ns, string prefix, string name) => new(ns + name, WsdlNames.Prefix(prefix, ns));
}
