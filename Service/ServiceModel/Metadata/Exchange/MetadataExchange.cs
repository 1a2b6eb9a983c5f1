using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata.Exchange;

/// <summary>Answers WS-MetadataExchange with everything inline: WSDL, schemas and policies.</summary>
internal sealed class MetadataExchange(ServiceDocuments documents, Uri via) : IMetadataExchange
{
    private static readonly XNamespace Mex = "http://schemas.xmlsoap.org/ws/2004/09/mex";

    public Message Get(Message request) => Answer(_ => true);

    public Message GetMetadata(Message request)
    {
        var wanted = request.IsEmpty ? null : (XElement)XNode.ReadFrom(request.GetReaderAtBodyContents());
        if (wanted is not null && wanted.Name != Mex + "GetMetadata")
            throw new FaultException($"The body is {wanted.Name} where {Mex + "GetMetadata"} was due.");
        var (dialect, identifier) = (wanted?.Element(Mex + "Dialect")?.Value.Trim(), wanted?.Element(Mex + "Identifier")?.Value.Trim());
        return Answer(section =>
            (dialect is null || section.Attribute("Dialect")!.Value == dialect) &&
            (identifier is null || section.Attribute("Identifier")!.Value == identifier));
    }

    private Message Answer(Func<XElement, bool> isWanted)
    {
        var metadata = new XElement(Mex + "Metadata", WsdlNames.Prefix("wsx", Mex), WsdlNames.PolicyPrefixes, Sections().Where(isWanted));
        return Message.CreateMessage(MessageVersion.None, null, metadata.CreateReader());
    }

    private IEnumerable<XElement> Sections()
    {
        var view = new MetadataView(documents, via.Host, page: null);
        var bindings = documents.Bindings.Where(b => b.Policy is not null);
        return
        [
            .. view.Wsdls.Select(w => Section(WsdlNames.Wsdl, w.Attribute("targetNamespace")!.Value, w)),
            .. view.Schemas.Select(s => Section(WsdlNames.Schema, s.Attribute("targetNamespace")!.Value, s)),
            .. bindings.Select(b => Section(WsdlNames.Policy, $"{b.Namespace}#{b.Name}", new(b.Policy!))),
        ];
    }

    private static XElement Section(XNamespace dialect, string identifier, XElement content) => new(
        Mex + "MetadataSection", new XAttribute("Dialect", dialect.NamespaceName), new XAttribute("Identifier", identifier), content);
}
