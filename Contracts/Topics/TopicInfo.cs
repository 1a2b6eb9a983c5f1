using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Topics;

/// <summary>A topic and what it has seen.</summary>
[DataContract(Name = "TopicInfo", Namespace = ContractNamespace.Uri)]
public sealed class TopicInfo
{
    /// <summary>The topic's full name.</summary>
    [DataMember(Order = 1)]
    public string Name { get; set; } = "";

    /// <summary>The sequence of the last message published to exactly this topic; 0 if there was none, or if it was cleared and the broker has started since.</summary>
    [DataMember(Order = 2)]
    public long LastSequence { get; set; }

    /// <summary>How many messages were published to exactly this topic since the broker started.</summary>
    [DataMember(Order = 3)]
    public long MessageCount { get; set; }

    /// <summary>How many subscriptions name exactly this topic.</summary>
    [DataMember(Order = 4)]
    public int SubscriptionCount { get; set; }
}
