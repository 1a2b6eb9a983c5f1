using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[DataContract(Name = "Point", Namespace = "urn:calculator:data")]
public sealed class MistakenPoint
{
    [DataMember]
    public string? X { get; set; }
}
