using System.Runtime.Serialization;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Contracts.Pulling;

/// <summary>What a pull found.</summary>
[DataContract(Name = "PulledMessages", Namespace = ContractNamespace.Uri)]
public sealed class PulledMessages
{
    /// <summary>The messages, in order; empty when none came in time.</summary>
    [DataMember(Order = 1)]
    public Delivery[] Deliveries { get; set; } = [];

    /// <summary>What the broker has to say of the subscription, such as a <see cref="NoticeKinds.Gap"/> before these messages; null if nothing.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public Notice[]? Notices { get; set; }
}
