using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Calculator;

/// <summary>A data contract of the same namespace as the service contract.</summary>
[DataContract(Namespace = Namespace)]
public sealed class Notice
{
    public const string Namespace = "urn:calculator";

    [DataMember(Order = 1)]
    public string? Text { get; set; }

    [DataMember(Order = 2)]
    public byte[]? Content { get; set; }
}
