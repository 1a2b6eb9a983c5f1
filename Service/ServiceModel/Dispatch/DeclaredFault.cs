using System.Runtime.Serialization;
using System.ServiceModel.Description;
using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>A [FaultContract] of an operation.</summary>
internal sealed class DeclaredFault(FaultDescription description, IEnumerable<Type> knownTypes)
{
    private readonly DataContractSerializer _serializer = new(description.DetailType, knownTypes);

    public string Action { get; } = description.Action;

    public Type DetailType { get; } = description.DetailType;

    public void WriteDetail(XmlDictionaryWriter writer, object detail) => _serializer.WriteObject(writer, detail);
}
