using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Messages;

/// <summary>A message as a subscriber receives it.</summary>
[DataContract(Name = "Delivery", Namespace = ContractNamespace.Uri)]
public sealed class Delivery
{
    /// <summary>The topic that the message was published to.</summary>
    [DataMember(Order = 1)]
    public string Topic { get; set; } = "";

    /// <summary>The message's place in the broker's one order of messages; 0 for a request, which has none.</summary>
    [DataMember(Order = 2)]
    public long Sequence { get; set; }

    /// <summary>When the broker took the message, by its clock, UTC.</summary>
    [DataMember(Order = 3)]
    public DateTime PublishedUtc { get; set; }

    /// <summary>Who published it: the caller's identity, or null for an anonymous one.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public string? Publisher { get; set; }

    /// <inheritdoc cref="BrokerMessage.Id"/>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public string? Id { get; set; }

    /// <inheritdoc cref="BrokerMessage.ContentType"/>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public string? ContentType { get; set; }

    /// <summary>The payload, byte for byte as it was published; null is the empty payload.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public byte[]? Body { get; set; }

    /// <inheritdoc cref="BrokerMessage.Headers"/>
    [DataMember(Order = 8, EmitDefaultValue = false)]
    public Header[]? Headers { get; set; }

    /// <inheritdoc cref="BrokerMessage.TimeToLive"/>
    [DataMember(Order = 9, EmitDefaultValue = false)]
    public TimeSpan? TimeToLive { get; set; }

    /// <inheritdoc cref="BrokerMessage.CorrelationId"/>
    [DataMember(Order = 10, EmitDefaultValue = false)]
    public string? CorrelationId { get; set; }

    /// <summary>Where answers go. On a request: what to give to <see cref="IBroker.ReplyAsync"/>.</summary>
    [DataMember(Order = 11, EmitDefaultValue = false)]
    public string? ReplyTo { get; set; }

    /// <summary>The subscription that the message was delivered for, as <see cref="Subscriptions.SubscriptionInfo.Id"/>; null outside a callback.</summary>
    [DataMember(Order = 12, EmitDefaultValue = false)]
    public string? Subscription { get; set; }

    /// <summary>True for a topic's last message, published before the subscription began.</summary>
    [DataMember(Order = 13, EmitDefaultValue = false)]
    public bool Retained { get; set; }

    /// <summary>
    /// Names this attempt to deliver, for <see cref="IBroker.AcknowledgeAsync"/> and its siblings; null when the message need not be
    /// acknowledged. At most 64 characters; good until the message is settled, returned or its lease has ended.
    /// </summary>
    [DataMember(Order = 14, EmitDefaultValue = false)]
    public string? Token { get; set; }

    /// <summary>With a durable subscription: which attempt this is, 1 for the first. What a broker's stop cut short is not counted.</summary>
    [DataMember(Order = 15, EmitDefaultValue = false)]
    public int Attempt { get; set; }

    /// <summary>True when the subscription may have been given this message before: by an earlier attempt, or before the broker or its subscriber stopped unexpectedly.</summary>
    [DataMember(Order = 16, EmitDefaultValue = false)]
    public bool Redelivered { get; set; }
}
