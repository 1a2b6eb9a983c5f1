using System.ServiceModel.Description;
using System.Xml.Linq;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>A contract over one protocol, and the policy that goes with it.</summary>
internal sealed class WsdlBinding
{
    private const string HttpTransport = "http://schemas.xmlsoap.org/soap/http";
    private const string TcpTransport = "http://schemas.microsoft.com/soap/tcp";
    private static readonly XNamespace Wsdl = WsdlNames.Wsdl;

    private readonly XNamespace _soap;

    public WsdlBinding(string name, WsdlContract contract, EndpointProtocol protocol, EndpointSecurity security)
    {
        Name = name;
        Namespace = contract.Namespace;
        _soap = SoapNamespace(protocol);
        var policyId = $"{name}_policy";
        Policy = BindingPolicy.Create(policyId, protocol, security);
        Xml = new(
            Wsdl + "binding",
            new XAttribute("name", name),
            new XAttribute("type", $"tns:{contract.Name}"),
            Policy is null ? null : new XElement(WsdlNames.Policy + "PolicyReference", new XAttribute("URI", $"#{policyId}")),
            new XElement(
                _soap + "binding", new XAttribute("transport", protocol == EndpointProtocol.NetTcp ? TcpTransport : HttpTransport)),
            contract.Operations.Select(Operation));
    }

    public string Name { get; }

    public string Namespace { get; }

    /// <summary>Null when the binding has none.</summary>
    public XElement? Policy { get; }

    public XElement Xml { get; }

    public static XNamespace SoapNamespace(EndpointProtocol protocol) =>
        protocol == EndpointProtocol.Soap11 ? WsdlNames.Soap11 : WsdlNames.Soap12;

    private XElement Operation(OperationDescription operation) => new(
        Wsdl + "operation",
        new XAttribute("name", operation.Name),
        new XElement(_soap + "operation", new XAttribute("soapAction", operation.Messages[0].Action), new XAttribute("style", "document")),
        // A binding's schema wants the input first, even where a callback's portType has it last.
        operation.Messages.OrderBy(m => m.Direction).Select(m => new XElement(
            Wsdl + (m.Direction == MessageDirection.Input ? "input" : "output"),
            new XElement(_soap + "body", new XAttribute("use", "literal")))),
        operation.Faults.Select(f => new XElement(
            Wsdl + "fault",
            new XAttribute("name", f.Name),
            new XElement(_soap + "fault", new XAttribute("use", "literal"), new XAttribute("name", f.Name)))));
}
