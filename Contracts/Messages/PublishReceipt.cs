using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Messages;

/// <summary>What the broker answers to a publish.</summary>
[DataContract(Name = "PublishReceipt", Namespace = ContractNamespace.Uri)]
public sealed class PublishReceipt
{
    /// <summary>The message's place in the broker's one order of messages: 1 or more, strictly increasing.</summary>
    [DataMember(Order = 1)]
    public long Sequence { get; set; }

    /// <summary>How the message is kept: one of <see cref="DurabilityLevels"/>.</summary>
    [DataMember(Order = 2)]
    public string Durability { get; set; } = DurabilityLevels.Memory;

    /// <summary>How many subscriptions the message matched.</summary>
    [DataMember(Order = 3)]
    public int MatchedSubscriptions { get; set; }

    /// <summary>When the broker took the message, by its clock, UTC.</summary>
    [DataMember(Order = 4)]
    public DateTime PublishedUtc { get; set; }
}
