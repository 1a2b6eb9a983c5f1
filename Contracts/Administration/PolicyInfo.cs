using System.Runtime.Serialization;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Contracts.Administration;

/// <summary>A topic policy of the configuration. What is null is as for all topics.</summary>
[DataContract(Name = "PolicyInfo", Namespace = ContractNamespace.Uri)]
public sealed class PolicyInfo
{
    /// <summary>The topics that it covers: a topic filter.</summary>
    [DataMember(Order = 1)]
    public string Topics { get; set; } = "";

    /// <summary>How their messages are kept: one of <see cref="DurabilityLevels"/>.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string? Durability { get; set; }

    /// <summary>How long their messages are kept.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public TimeSpan? AgeMax { get; set; }

    /// <summary>How many messages of each topic are kept.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public long? CountMax { get; set; }

    /// <summary>How many bytes of messages of each topic are kept.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public long? BytesMax { get; set; }

    /// <summary>The bytes of a payload.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public int? PayloadBytesMax { get; set; }

    /// <summary>What happens to slow subscribers that do not say it: one of <see cref="Subscriptions.SlowSubscriberPolicies"/>.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public string? WhenSlow { get; set; }

    /// <summary>Whether messages are kept until every durable subscription has settled them.</summary>
    [DataMember(Order = 8)]
    public bool HoldForSubscriptions { get; set; }
}
