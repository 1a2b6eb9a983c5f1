using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[DataContract(Namespace = "urn:calculator:data")]
public sealed class DivisionFault
{
    [DataMember]
    public int Dividend { get; set; }
}
