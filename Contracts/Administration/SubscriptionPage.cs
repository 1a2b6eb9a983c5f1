using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>One page of durable subscriptions.</summary>
[DataContract(Name = "SubscriptionPage", Namespace = ContractNamespace.Uri)]
public sealed class SubscriptionPage
{
    /// <summary>The subscriptions of this page, by name.</summary>
    [DataMember(Order = 1)]
    public SubscriptionStatus[] Subscriptions { get; set; } = [];

    /// <summary>What to give as <c>after</c> for the next page; null when this page is the last.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string? Next { get; set; }
}
