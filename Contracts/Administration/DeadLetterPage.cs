using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>One page of dead letters.</summary>
[DataContract(Name = "DeadLetterPage", Namespace = ContractNamespace.Uri)]
public sealed class DeadLetterPage
{
    /// <summary>The dead letters of this page, the oldest first.</summary>
    [DataMember(Order = 1)]
    public DeadLetterInfo[] Letters { get; set; } = [];

    /// <summary>What to give as <c>after</c> for the next page; null when this page is the last.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public long? Next { get; set; }
}
