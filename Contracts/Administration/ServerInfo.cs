using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Administration;

/// <summary>What runs, since when, and how much it keeps.</summary>
[DataContract(Name = "ServerInfo", Namespace = ContractNamespace.Uri)]
public sealed class ServerInfo
{
    /// <summary>The version of the broker.</summary>
    [DataMember(Order = 1)]
    public string Version { get; set; } = "";

    /// <summary>When it was started, UTC.</summary>
    [DataMember(Order = 2)]
    public DateTime StartedUtc { get; set; }

    /// <summary>Names the numbering of messages: see <see cref="Subscriptions.SubscriptionInfo.Epoch"/>.</summary>
    [DataMember(Order = 3)]
    public string Epoch { get; set; } = "";

    /// <summary>The sequence of the newest message; 0 if there was none.</summary>
    [DataMember(Order = 4)]
    public long HeadSequence { get; set; }

    /// <summary>The sequence of the oldest message kept; one past the newest if none is.</summary>
    [DataMember(Order = 5)]
    public long FirstSequence { get; set; }

    /// <summary>How many topics exist, the root left out.</summary>
    [DataMember(Order = 6)]
    public int Topics { get; set; }

    /// <summary>How many sessions subscribe, over all protocols.</summary>
    [DataMember(Order = 7)]
    public int Sessions { get; set; }

    /// <summary>How many durable subscriptions exist.</summary>
    [DataMember(Order = 8)]
    public int DurableSubscriptions { get; set; }

    /// <summary>How many dead letters are kept.</summary>
    [DataMember(Order = 9)]
    public long DeadLetters { get; set; }

    /// <summary>Where messages are kept, for people.</summary>
    [DataMember(Order = 10)]
    public string Storage { get; set; } = "";

    /// <summary>The bytes that the store uses; null when messages are kept in memory alone.</summary>
    [DataMember(Order = 11, EmitDefaultValue = false)]
    public long? StoreBytes { get; set; }

    /// <summary>The bytes that the store's disk still has; null when that is not known.</summary>
    [DataMember(Order = 12, EmitDefaultValue = false)]
    public long? FreeDiskBytes { get; set; }

    /// <summary>How many messages were handed to subscribers since the broker started, over all protocols.</summary>
    [DataMember(Order = 13)]
    public long Delivered { get; set; }
}
