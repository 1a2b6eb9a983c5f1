using System.Runtime.Serialization;

namespace WcfBroker.ServiceModel.Tests.Ledger;

[DataContract(Namespace = Namespace)]
public sealed class Entry
{
    public const string Namespace = "urn:ledger";

    [DataMember]
    public string? Account { get; set; }
}
