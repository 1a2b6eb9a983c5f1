using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>One page of sessions.</summary>
[DataContract(Name = "SessionPage", Namespace = ContractNamespace.Uri)]
public sealed class SessionPage
{
    /// <summary>The sessions of this page, the oldest first.</summary>
    [DataMember(Order = 1)]
    public SessionInfo[] Sessions { get; set; } = [];

    /// <summary>What to give as <c>after</c> for the next page; null when this page is the last.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public long? Next { get; set; }
}
