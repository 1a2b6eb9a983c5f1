using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>A binding at an address.</summary>
internal sealed record WsdlPort(string Name, WsdlBinding Binding, MetadataEndpoint Endpoint)
{
    /// <param name="targetNamespace">The namespace of the document it stands in.</param>
    /// <param name="host">The host that the caller knows the service by; the port stays that of the endpoint.</param>
    public XElement ToXml(string targetNamespace, string host)
    {
        var address = new UriBuilder(Endpoint.Address()) { Host = host }.Uri.AbsoluteUri;
        return new(
            WsdlNames.Wsdl + "port",
            new XAttribute("name", Name),
            WsdlNames.Reference("binding", Binding.Name, Binding.Namespace, targetNamespace),
            new XElement(WsdlBinding.SoapNamespace(Endpoint.Protocol) + "address", new XAttribute("location", address)),
            Endpoint.Protocol == EndpointProtocol.NetTcp
                ? new XElement(WsdlNames.Addressing + "EndpointReference", new XElement(WsdlNames.Addressing + "Address", address))
                : null);
    }
}
