using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Messages;

/// <summary>What the broker answers to a batch: one entry a message, in the order of the batch.</summary>
[DataContract(Name = "BatchReceipt", Namespace = ContractNamespace.Uri)]
public sealed class BatchReceipt
{
    /// <summary>The messages' places in the broker's one order of messages: consecutive, but for <see cref="Duplicates"/>.</summary>
    [DataMember(Order = 1)]
    public long[] Sequences { get; set; } = [];

    /// <summary>How many subscriptions each message matched.</summary>
    [DataMember(Order = 2)]
    public int[] MatchedSubscriptions { get; set; } = [];

    /// <summary>How the messages are kept: one of <see cref="DurabilityLevels"/>, the weakest of them if they differ.</summary>
    [DataMember(Order = 3)]
    public string Durability { get; set; } = DurabilityLevels.Memory;

    /// <summary>When the broker took the messages, by its clock, UTC.</summary>
    [DataMember(Order = 4)]
    public DateTime PublishedUtc { get; set; }

    /// <summary>Which messages of the batch, counted from 0, were published before, as <see cref="PublishReceipt.Duplicate"/>; null if none was.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public int[]? Duplicates { get; set; }
}
