using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Server.Rest;

/// <summary>A fault as RFC 9457 has it, with the members of <see cref="BrokerFault"/>.</summary>
internal sealed record Problem(int Status, string Title, string Detail)
{
    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? Parameter { get; init; }

    public string? Limit { get; init; }

    public string? Value { get; init; }

    /// <summary>How long to wait before the next try, in seconds.</summary>
    public double? RetryAfter { get; init; }

    public static Problem Of(BrokerFault fault) => new(StatusOf(fault), fault.Code, fault.Message)
    {
        Type = $"{ContractNamespace.Uri}/faults#{fault.Code}",
        Code = fault.Code,
        Parameter = fault.Parameter,
        Limit = fault.Limit,
        Value = fault.Value,
        RetryAfter = fault.RetryAfter?.TotalSeconds,
    };

    private static int StatusOf(BrokerFault fault) => fault.Code switch
    {
        FaultCodes.LimitExceeded when fault.Parameter is "message.body" => 413,
        FaultCodes.LimitExceeded when fault.Parameter is "session" => 503,
        FaultCodes.LimitExceeded => 422,
        FaultCodes.ServerBusy or FaultCodes.ServerStopping => 503,
        FaultCodes.StoreFull => 507,
        FaultCodes.OutcomeUnknown => 500,
        FaultCodes.AccessDenied => 403,
        _ => 400,
    };
}
