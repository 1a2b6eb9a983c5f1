using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Subscriptions;

/// <summary>How a subscription starts and how its subscriber is called back. Every member may be left out.</summary>
[DataContract(Name = "SubscriptionOptions", Namespace = ContractNamespace.Uri)]
public sealed class SubscriptionOptions
{
    /// <summary>
    /// Where to start: one of <see cref="StartPositions"/>; null for <see cref="StartPositions.Last"/>, or <see cref="StartPositions.New"/> for a
    /// durable subscription. A durable subscription that exists already goes on where it was, whatever this says.
    /// </summary>
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

    /// <summary>
    /// Makes the subscription durable: its name, 1 to 100 characters, no <c>/</c>, <c>+</c>, <c>#</c>, no control characters, not
    /// beginning with <c>$</c>; unique in the broker. A durable subscription survives its session and the broker: who subscribes
    /// again under the name goes on where it was. Null for a subscription that ends with its session.
    /// </summary>
    [DataMember(Order = 8, EmitDefaultValue = false)]
    public string? Durable { get; set; }

    /// <summary>
    /// With <see cref="Durable"/>: true to let several sessions share the subscription. Each message goes to one of them, in turn; what a
    /// session that goes has not settled goes to the others. Without it a second session takes the subscription over.
    /// </summary>
    [DataMember(Order = 9, EmitDefaultValue = false)]
    public bool Shared { get; set; }

    /// <summary>
    /// With <see cref="Durable"/>: when a message that this session is given counts as received, one of <see cref="AcknowledgeModes"/>. Null for
    /// <see cref="AcknowledgeModes.OnReturn"/>, or <see cref="AcknowledgeModes.Explicit"/> where <see cref="Callback"/> names a one-way operation.
    /// </summary>
    [DataMember(Order = 10, EmitDefaultValue = false)]
    public string? Acknowledge { get; set; }

    /// <summary>With <see cref="Durable"/>: how long this session may hold a delivery unsettled before it is tried again, 1 s to 12 h; null for 30 s.</summary>
    [DataMember(Order = 11, EmitDefaultValue = false)]
    public TimeSpan? Lease { get; set; }

    /// <summary>With <see cref="Durable"/>: after so many attempts in vain a message becomes a dead letter, 1 to 1,000; null for 10. What the session that came last says holds.</summary>
    [DataMember(Order = 12, EmitDefaultValue = false)]
    public int? AttemptsMax { get; set; }

    /// <summary>With <see cref="Durable"/>: what later messages do while one waits to be tried again, one of <see cref="DeliveryOrders"/>; null for <see cref="DeliveryOrders.Relaxed"/>.</summary>
    [DataMember(Order = 13, EmitDefaultValue = false)]
    public string? Order { get; set; }

    /// <summary>With <see cref="Durable"/>: how many unsettled deliveries this session holds at the most, 1 to 1,000 and 8 MiB together; null for 100.</summary>
    [DataMember(Order = 14, EmitDefaultValue = false)]
    public int? Credit { get; set; }

    /// <summary>With <see cref="Durable"/>: the subscription is deleted when no session has used it for so long, 1 min to 365 days; null for 7 days. What the session that came last says holds.</summary>
    [DataMember(Order = 15, EmitDefaultValue = false)]
    public TimeSpan? IdleTime { get; set; }
}
