using System.Runtime.Serialization;

namespace WcfBroker.Contracts.Faults;

/// <summary>The one typed fault of the broker: what was wrong, with which value, against which limit.</summary>
[DataContract(Name = "BrokerFault", Namespace = ContractNamespace.Uri)]
public sealed class BrokerFault
{
    /// <summary>One of <see cref="FaultCodes"/>: made for programs.</summary>
    [DataMember(Order = 1)]
    public string Code { get; set; } = "";

    /// <summary>One sentence: made for people.</summary>
    [DataMember(Order = 2)]
    public string Message { get; set; } = "";

    /// <summary>The parameter or member at fault, as in <c>message.headers[2].name</c>; null if there is none.</summary>
    [DataMember(Order = 3, EmitDefaultValue = false)]
    public string? Parameter { get; set; }

    /// <summary>The limit that was passed, with its unit; null if there is none.</summary>
    [DataMember(Order = 4, EmitDefaultValue = false)]
    public string? Limit { get; set; }

    /// <summary>The value found, with its unit, at most 64 characters of it; null if there is none.</summary>
    [DataMember(Order = 5, EmitDefaultValue = false)]
    public string? Value { get; set; }

    /// <summary>With <see cref="FaultCodes.ServerBusy"/>: how long to wait before the next try.</summary>
    [DataMember(Order = 6, EmitDefaultValue = false)]
    public TimeSpan? RetryAfter { get; set; }
}
