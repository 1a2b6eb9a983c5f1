using System.Runtime.Serialization;
using WcfBroker.Contracts;

namespace WcfBroker.Fuzz.Tests;

/// <summary>A message of a later contract.</summary>
[DataContract(Name = "BrokerMessage", Namespace = ContractNamespace.Uri)]
public sealed class NewerMessage
{
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public byte[]? Body { get; set; }

    [DataMember(Order = 9)]
    public int Priority { get; set; }
}
