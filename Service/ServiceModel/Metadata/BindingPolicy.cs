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
            .. Security(isNetTcp, security),
            isNetTcp ? new(WsdlNames.AddressingWsdl + "UsingAddressing") : null,
        ];
        return assertions.All(a => a is null)
            ? null
            : new(
                Wsp + "Policy",
                new XAttribute(WsdlNames.Utility + "Id", id),
                new XElement(Wsp + "ExactlyOne", new XElement(Wsp + "All", assertions)));
    }

    private static XElement[] Security(bool isNetTcp, EndpointSecurity security)
    {
        if (security == EndpointSecurity.None)
            return [];
        var token = isNetTcp ? TlsToken(security) : HttpsToken(security);
        if (security != EndpointSecurity.UserName)
            return [TransportBinding(token)];
        XElement[] user = [TransportBinding(token, new XElement(Sp + "IncludeTimestamp")), UserToken(), .. Versions()];
        return isNetTcp ? [new(user[0]), Conversation(user), .. Versions()] : user;
    }

    // Without suite and layout WCF does not take the binding for one with transport security.
    private static XElement TransportBinding(XElement token, XElement? timestamp = null)
    {
        var binding = Element(Sp, "sp", "TransportBinding");
        binding.Add(Nested(
            Nested(Sp + "TransportToken", token),
            Nested(Sp + "AlgorithmSuite", new XElement(Sp + "Basic256")),
            Nested(Sp + "Layout", new XElement(Sp + "Strict")),
            timestamp));
        return binding;
    }

    private static XElement UserToken()
    {
        var tokens = Element(Sp, "sp", "SignedSupportingTokens");
        tokens.Add(Nested(new XElement(Sp + "UsernameToken", IncludeToken(), Nested(new XElement(Sp + "WssUsernameToken10")))));
        return tokens;
    }

    // NetTcpBinding shows the user once, and then a token that it got for it. Tools want to read that what it takes to get it is protected.
    private static XElement Conversation(XElement[] bootstrap)
    {
        var tokens = Element(Sp, "sp", "EndorsingSupportingTokens");
        tokens.Add(Nested(new XElement(
            Sp + "SecureConversationToken",
            IncludeToken(),
            Nested(Nested(
                Sp + "BootstrapPolicy",
                [new(Sp + "SignedParts", new XElement(Sp + "Body")), new(Sp + "EncryptedParts", new XElement(Sp + "Body")), .. bootstrap])))));
        return tokens;
    }

    private static XElement[] Versions()
    {
        var security = Element(Sp, "sp", "Wss11");
        security.Add(Nested());
        var trust = Element(Sp, "sp", "Trust10");
        trust.Add(Nested(
            new XElement(Sp + "MustSupportIssuedTokens"), new XElement(Sp + "RequireClientEntropy"), new XElement(Sp + "RequireServerEntropy")));
        return [security, trust];
    }

    private static XAttribute IncludeToken() => new(Sp + "IncludeToken", $"{Sp.NamespaceName}/IncludeToken/AlwaysToRecipient");

    private static XElement TlsToken(EndpointSecurity security)
    {
        var token = Element(WsdlNames.FramingPolicy, "msf", "SslTransportSecurity");
        if (security == EndpointSecurity.ClientCertificate)
            token.Add(new XElement(WsdlNames.FramingPolicy + "RequireClientCertificate"));
        return token;
    }

    private static XElement HttpsToken(EndpointSecurity security) => new(
        Sp + "HttpsToken", new XAttribute("RequireClientCertificate", security == EndpointSecurity.ClientCertificate));

    private static XElement Nested(XName name, params XElement[] content) => new(name, Nested(content));

    private static XElement Nested(params XElement?[] content) => new(Wsp + "Policy", content);

    private static XElement Element(XNamespace ns, string prefix, string name) => new(ns + name, WsdlNames.Prefix(prefix, ns));
}
