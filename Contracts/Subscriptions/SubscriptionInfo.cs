using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Subscriptions;

/// <summary>What the broker answers to a subscribe.</summary>
[DataContract(Name = "SubscriptionInfo", Namespace = ContractNamespace.Uri)]
public sealed class SubscriptionInfo
{
    /// <summary>The subscription's id, as it stands in <see cref="Messages.Delivery.Subscription"/>.</summary>
    [DataMember(Order = 1)]
    public string Id { get; set; } = "";

    /// <summary>The topic or filter, in the form that the broker uses.</summary>
    [DataMember(Order = 2)]
    public string Topic { get; set; } = "";

    /// <summary>Messages with this sequence or a later one are delivered; retained messages may be older.</summary>
    [DataMember(Order = 3)]
    public long StartSequence { get; set; }

    /// <summary>The sequence of the newest message at the moment of subscribing; 0 if there was none.</summary>
    [DataMember(Order = 4)]
    public long HeadSequence { get; set; }

    /// <summary>
    /// Names the broker's numbering of messages: under another name sequences have begun anew, and one from before says
    /// nothing any more. A broker that keeps its messages in memory has a new one after each start.
    /// </summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public string? Epoch { get; set; }

    /// <summary>True when a durable subscription of this name existed: it goes on where it was.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public bool Resumed { get; set; }

    /// <summary>True when an administrator has paused the durable subscription: nothing comes until it is resumed.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public bool Paused { get; set; }
}
