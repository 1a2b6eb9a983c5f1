using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Subscriptions;

/// <summary>How a subscription starts and how its subscriber is called back. Every member may be left out.</summary>
[DataContract(Name = "SubscriptionOptions", Namespace = ContractNamespace.Uri)]
public sealed class SubscriptionOptions
{
    /// <summary>Where to start: one of <see cref="StartPositions"/>; null for <see cref="StartPositions.Last"/>.</summary>
    [DataMember(Order = 1, EmitDefaultValue = false)]
    public string? Start { get; set; }

    /// <summary>With <see cref="StartPositions.Sequence"/>: the first sequence wanted, 1 or more.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public long? StartSequence { get; set; }

    /// <summary>With <see cref="StartPositions.Time"/>: messages published at or after this time, UTC.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public DateTime? StartTimeUtc { get; set; }

    /// <summary>Which operation of <see cref="ISubscriberCallback"/> is called: one of <see cref="CallbackOperations"/>; null for <see cref="CallbackOperations.OnMessages"/>.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public string? Callback { get; set; }

    /// <summary>What happens when the subscriber is slower than its topics: one of <see cref="SlowSubscriberPolicies"/>; null for what the broker's policy of the topic says, which is <see cref="SlowSubscriberPolicies.DropOldest"/> unless it was changed.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public string? WhenSlow { get; set; }

    /// <summary>True to be told of each new topic that the subscription covers, before its first message, by a <see cref="NoticeKinds.TopicsCreated"/> notice.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public bool TopicNotices { get; set; }

    /// <summary>
    /// True to answer requests: the subscription receives the requests sent to its topics, and only those. Of several
    /// responders one receives each request, in turn.
    /// </summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public bool Responder { get; set; }
}
