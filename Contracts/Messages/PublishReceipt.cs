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

    /// <summary>
    /// True when the same publisher had published a message with this id to this topic within the last 2 minutes: nothing
    /// was published, and the receipt is the first one's.
    /// </summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public bool Duplicate { get; set; }
}
