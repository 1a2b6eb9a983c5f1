using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Subscriptions;

/// <summary>What settling deliveries did.</summary>
[DataContract(Name = "Settlement", Namespace = ContractNamespace.Uri)]
public sealed class Settlement
{
    /// <summary>How many deliveries were settled.</summary>
    [DataMember(Order = 1)]
    public int Settled { get; set; }

    /// <summary>
    /// The tokens that changed nothing, because their attempt was over: settled before, returned, or past its lease. Null if there are none.
    /// </summary>
    [DataMember(Order = 2, EmitDefaultValue = false)]
    public string[]? Stale { get; set; }
}
