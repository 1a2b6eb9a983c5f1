using System.Runtime.Serialization;
using System.Xml;
using CoreWCF.Channels;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>One operation of the callback contract, and the messages that call it.</summary>
internal sealed class CallbackOperation
{
    private readonly string _name;
    private readonly string _action;
    private readonly DataContractSerializer _serializer;

    public CallbackOperation(string name)
    {
        var parameter = typeof(ISubscriberCallback).GetMethod(name)!.GetParameters().Single();
        _name = name;
        _action = $"{ContractNamespace.Uri}/Broker/{name}";
        _serializer = new DataContractSerializer(parameter.ParameterType, parameter.Name!, ContractNamespace.Uri);
    }

    /// <summary>The action by which WCF knows the fault that the contract declares.</summary>
    public string FaultAction => $"{_action}{nameof(BrokerFault)}Fault";

    public Message Call(MessageVersion version, object argument) => Message.CreateMessage(version, _action, new Body(this, argument));

    private sealed class Body(CallbackOperation operation, object argument) : BodyWriter(isBuffered: true)
    {
        protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
        {
            writer.WriteStartElement(operation._name, ContractNamespace.Uri);
            operation._serializer.WriteObject(writer, argument);
            writer.WriteEndElement();
        }
    }
}
