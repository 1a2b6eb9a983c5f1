using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

[DataContract(Namespace = Delivery.Namespace)]
public sealed class DeliveryHeader
{
    [DataMember(Order = 1)]
    public string? Name { get; set; }

    [DataMember(Order = 2)]
    public string? Value { get; set; }
}
