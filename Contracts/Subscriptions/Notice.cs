using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Subscriptions;

/// <summary>Something the broker has to say about a subscription or about itself.</summary>
[DataContract(Name = "Notice", Namespace = ContractNamespace.Uri)]
public sealed class Notice
{
    /// <summary>What it is about: one of <see cref="NoticeKinds"/>.</summary>
    [DataMember(Order = 1)]
    public string Kind { get; set; } = "";

    /// <summary>The subscription concerned; null when it concerns the session.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string? Subscription { get; set; }

    /// <summary>With <see cref="NoticeKinds.Gap"/>: the sequence of the first message left out.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public long? FromSequence { get; set; }

    /// <summary>With <see cref="NoticeKinds.Gap"/>: the sequence of the last message left out.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public long? ToSequence { get; set; }

    /// <summary>With <see cref="NoticeKinds.Gap"/>: how many messages were left out; null when they are no longer known.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public long? Count { get; set; }

    /// <summary>With <see cref="NoticeKinds.TopicsCreated"/>: the new topics, in order of creation, at most 200 a notice.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public string[]? Topics { get; set; }

    /// <summary>A sentence for people, where there is more to say.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public string? Reason { get; set; }
}
