using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>A session that subscribes.</summary>
[DataContract(Name = "SessionInfo", Namespace = ContractNamespace.Uri)]
public sealed class SessionInfo
{
    /// <summary>The session's number, never given twice while the broker runs.</summary>
    [DataMember(Order = 1)]
    public long Id { get; set; }

    /// <summary>The protocol and where its peer is.</summary>
    [DataMember(Order = 2)]
    public string Address { get; set; } = "";

    /// <summary>Who it is; null for an anonymous one.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public string? Identity { get; set; }

    /// <summary>When it first subscribed, UTC.</summary>
    [DataMember(Order = 4)]
    public DateTime SinceUtc { get; set; }

    /// <summary>How many subscriptions it has.</summary>
    [DataMember(Order = 5)]
    public int Subscriptions { get; set; }

    /// <summary>Messages and notices that wait to be sent to it.</summary>
    [DataMember(Order = 6)]
    public int Queued { get; set; }

    /// <summary>Messages dropped because it was slow.</summary>
    [DataMember(Order = 7)]
    public long Dropped { get; set; }
}
