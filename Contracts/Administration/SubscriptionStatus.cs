using System.Runtime.Serialization;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Contracts.Administration;

/// <summary>A durable subscription: what it is, and how far it has come.</summary>
[DataContract(Name = "SubscriptionStatus", Namespace = ContractNamespace.Uri)]
public sealed class SubscriptionStatus
{
    /// <inheritdoc cref="SubscriptionOptions.Durable"/>
    [DataMember(Order = 1)]
    public string Name { get; set; } = "";

    /// <summary>The topic or filter that it receives.</summary>
    [DataMember(Order = 2)]
    public string Topic { get; set; } = "";

    /// <summary>The identity that it belongs to; null for the anonymous one.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public string? Owner { get; set; }

    /// <inheritdoc cref="SubscriptionOptions.Shared"/>
    [DataMember(Order = 4)]
    public bool Shared { get; set; }

    /// <summary>What later messages do while one waits to be tried again: one of <see cref="DeliveryOrders"/>.</summary>
    [DataMember(Order = 5)]
    public string Order { get; set; } = "";

    /// <summary>How many sessions use it now.</summary>
    [DataMember(Order = 6)]
    public int Members { get; set; }

    /// <summary>Since when no session uses it, UTC; null while one does.</summary>
    [DataMember(Order = 7, EmitDefaultValue = false)]
    public DateTime? IdleSinceUtc { get; set; }

    /// <summary>Every message up to this sequence has been settled, or is counted in <see cref="InFlight"/> or <see cref="Waiting"/>.</summary>
    [DataMember(Order = 8)]
    public long Position { get; set; }

    /// <summary>
    /// How far it is behind: the messages after <see cref="Position"/> that are still to be looked at, whether or not they are its own, so at
    /// most so many are to come.
    /// </summary>
    [DataMember(Order = 9)]
    public long Behind { get; set; }

    /// <summary>Deliveries that are not settled yet.</summary>
    [DataMember(Order = 10)]
    public int InFlight { get; set; }

    /// <summary>Messages that wait to be tried again.</summary>
    [DataMember(Order = 11)]
    public int Waiting { get; set; }

    /// <summary>Its dead letters.</summary>
    [DataMember(Order = 12)]
    public long DeadLetters { get; set; }

    /// <summary>Deliveries that were not the first of their message, since the broker started.</summary>
    [DataMember(Order = 13)]
    public long Redeliveries { get; set; }

    /// <summary>Whether it is paused: then nothing is given out until it is resumed.</summary>
    [DataMember(Order = 14)]
    public bool Paused { get; set; }
}
