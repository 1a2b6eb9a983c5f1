using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Messages;

/// <summary>A message with the topic it is published to: one item of a batch.</summary>
[DataContract(Name = "TopicMessage", Namespace = ContractNamespace.Uri)]
public sealed class TopicMessage
{
    /// <summary>The topic to publish to.</summary>
    [DataMember(Order = 1)]
    public string Topic { get; set; } = "";

    /// <summary>The message.</summary>
    [DataMember(Order = 2)]
    public BrokerMessage Message { get; set; } = new();
}
