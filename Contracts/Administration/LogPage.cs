using System.Runtime.Serialization;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Contracts.Administration;

/// <summary>Stored messages, as far as one look goes.</summary>
[DataContract(Name = "LogPage", Namespace = ContractNamespace.Uri)]
public sealed class LogPage
{
    /// <summary>The messages of the topics asked for, in order; there may be none although more are to come.</summary>
    [DataMember(Order = 1)]
    public Delivery[] Messages { get; set; } = [];

    /// <summary>What to give as <c>from</c> for the next page; null when this one goes to the end.</summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public long? Next { get; set; }

    /// <summary>The sequence of the newest message when the page was read.</summary>
    [DataMember(Order = 3)]
    public long HeadSequence { get; set; }

    /// <summary>Names the numbering of messages: see <see cref="Subscriptions.SubscriptionInfo.Epoch"/>.</summary>
    [DataMember(Order = 4)]
    public string Epoch { get; set; } = "";

    /// <summary>The sequences of those messages that cleared their topic's retained message; null if none did.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public long[]? Clearing { get; set; }
}
