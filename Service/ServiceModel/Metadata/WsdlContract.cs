using System.Reflection;
using System.ServiceModel;
using System.ServiceModel.Description;
using System.Xml.Linq;
using WcfBroker.ServiceModel.Metadata.Documentation;

namespace WcfBroker.ServiceModel.Metadata;

/// <summary>A contract as a portType and the messages that it refers to.</summary>
internal sealed class WsdlContract
{
    private static readonly XNamespace Wsdl = WsdlNames.Wsdl;

    private readonly ContractDescription _contract;
    private readonly SchemaExport _schemas;
    private readonly ContractDocumentation _documentation;
    private readonly bool _needsSession;
    private readonly List<XElement> _messages = [];

    public WsdlContract(ContractDescription contract, SchemaExport schemas, ContractDocumentation documentation)
    {
        _contract = contract;
        _schemas = schemas;
        _documentation = documentation;
        var sessions = contract.ContractType.GetCustomAttribute<ServiceContractAttribute>()!.SessionMode;
        _needsSession = sessions == SessionMode.Required;
        PortType = new(
            Wsdl + "portType",
            sessions == SessionMode.Allowed ? null : new XAttribute(WsdlNames.Contract + "usingSession", _needsSession),
            new XAttribute("name", contract.Name),
            WsdlNames.Documentation(documentation.OfType(contract.ContractType)),
            contract.Operations.Select(Operation));
    }

    public string Name => _contract.Name;

    public string Namespace => _contract.Namespace;

    public Type Type => _contract.ContractType;

    public IEnumerable<OperationDescription> Operations => _contract.Operations;

    /// <summary>Whether only a connection that outlives a call can carry it.</summary>
    public bool NeedsConnection => _needsSession || _contract.CallbackContractType is not null;

    public IReadOnlyList<XElement> Messages => _messages;

    public XElement PortType { get; }

    private XElement Operation(OperationDescription operation) => new(
        Wsdl + "operation",
        _needsSession ? new XAttribute(WsdlNames.Contract + "isInitiating", true) : null,
        _needsSession ? new XAttribute(WsdlNames.Contract + "isTerminating", false) : null,
        new XAttribute("name", operation.Name),
        WsdlNames.Documentation(_documentation.OfOperation(operation.TaskMethod ?? operation.SyncMethod)),
        operation.Messages.Select(m => Message(operation, m)),
        operation.Faults.Select(f => Fault(operation, f)));

    // A callback is an operation whose first message is an output.
    private XElement Message(OperationDescription operation, MessageDescription message)
    {
        var isInput = message.Direction == MessageDirection.Input;
        var callback = operation.Messages[0].Direction == MessageDirection.Output ? "Callback" : "";
        var name = $"{Name}_{operation.Name}_{(isInput ? "Input" : "Output")}{callback}Message";
        AddMessage(name, "parameters", _schemas.AddWrapper(operation, message));
        return new(
            Wsdl + (isInput ? "input" : "output"),
            new XAttribute(WsdlNames.AddressingWsdl + "Action", message.Action),
            new XAttribute("message", $"tns:{name}"));
    }

    private XElement Fault(OperationDescription operation, FaultDescription fault)
    {
        var name = $"{Name}_{operation.Name}_{fault.Name}_FaultMessage";
        AddMessage(name, "detail", _schemas.AddRoot(fault.DetailType));
        return new(
            Wsdl + "fault",
            new XAttribute(WsdlNames.AddressingWsdl + "Action", fault.Action),
            new XAttribute("name", fault.Name),
            new XAttribute("message", $"tns:{name}"));
    }

    private void AddMessage(string name, string part, System.Xml.XmlQualifiedName element) => _messages.Add(new(
        Wsdl + "message",
        new XAttribute("name", name),
        new XElement(
            Wsdl + "part",
            new XAttribute("name", part),
            WsdlNames.Reference("element", element.Name, element.Namespace, Namespace))));
}
