using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[DataContract(Namespace = "urn:calculator:data")]
public sealed class LabelledPoint : Point
{
    [DataMember]
    public string? Label { get; set; }
}
