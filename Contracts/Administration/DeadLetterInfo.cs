using System.Runtime.Serialization;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Contracts.Administration;

/// <summary>A message that its subscription gave up, as it was published, and why.</summary>
[DataContract(Name = "DeadLetterInfo", Namespace = ContractNamespace.Uri)]
public sealed class DeadLetterInfo
{
    /// <summary>Its sequence as a dead letter, at <c>/$dlq/name</c>: names it to replay and purge.</summary>
    [DataMember(Order = 1)]
    public long Sequence { get; set; }

    /// <summary>When it became a dead letter, UTC. It is kept for 14 days by default.</summary>
    [DataMember(Order = 2)]
    public DateTime DeadUtc { get; set; }

    /// <summary>Why: what the subscriber said, or what ended the last attempt.</summary>
    [DataMember(Order = 3)]
    public string Reason { get; set; } = "";

    /// <summary>How often it was tried.</summary>
    [DataMember(Order = 4)]
    public int Attempts { get; set; }

    /// <summary>When the first of the attempts since the broker started began, UTC; null if it is not known.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public DateTime? FirstAttemptUtc { get; set; }

    /// <summary>When the last attempt began, UTC; null if it is not known.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public DateTime? LastAttemptUtc { get; set; }

    /// <summary>The message under its original topic, sequence and time.</summary>
    [DataMember(Order = 7)]
    public Delivery Message { get; set; } = new();
}
