using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>Which stored messages: from a sequence or a time, to a sequence, a time or the newest.</summary>
[DataContract(Name = "ReplayRange", Namespace = ContractNamespace.Uri)]
public sealed class ReplayRange
{
    /// <summary>The first sequence, 1 or more; null if <see cref="FromTimeUtc"/> says where to begin.</summary>
    [DataMember(Order = 1, EmitDefaultValue = false)]
    public long? FromSequence { get; set; }

    /// <summary>Messages that were published at this time, UTC, or later; null if <see cref="FromSequence"/> says where to begin.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public DateTime? FromTimeUtc { get; set; }

    /// <summary>The last sequence, included; null for no such end.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public long? ToSequence { get; set; }

    /// <summary>Messages that were published before this time, UTC; null for no such end. Without any end it is the newest message.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public DateTime? ToTimeUtc { get; set; }
}
