using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[DataContract(Namespace = "urn:calculator:data")]
public class Point
{
    [DataMember]
    public int X { get; set; }

    [DataMember(Order = 1)]
    public int? Y { get; set; }

    [DataMember(Order = 2)]
    public string? Name { get; set; }

    [DataMember(Order = 3)]
    public Point? Next { get; set; }
}
