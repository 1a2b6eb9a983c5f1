using System.Globalization;

namespace WcfBroker.Core.Errors;

/// <summary>A refusal that names the parameter, the limit and the value at fault.</summary>
public sealed record BrokerError(ErrorCode Code, string Message)
{
    public static readonly BrokerError OutcomeUnknown = new(
        ErrorCode.OutcomeUnknown, "The store failed. Whether the message is stored is unknown: publish it again with the same id.");

    public static readonly BrokerError StoreFull = new(ErrorCode.StoreFull, "The store has no room. Nothing was stored.");

    public static readonly BrokerError StoreHeld = new(
        ErrorCode.StoreFull,
        "The store has the size it may have, and holds what durable subscriptions have not settled, as the policy of their topics says. Nothing was stored.");

    public static readonly BrokerError Stopping = new(ErrorCode.ServerStopping, "The broker is stopping.");

    private const int ValueCharsMax = 64;
    private static readonly TimeSpan RetryAfterBusy = TimeSpan.FromMilliseconds(100);

    public string? Parameter { get; init; }

    public string? Limit { get; init; }

    /// <summary>The value found: its beginning, with what is not printable escaped, so that it is safe in logs and in XML.</summary>
    public string? Value { get; init => field = value is null ? null : Printable.From(value, ValueCharsMax); }

    public TimeSpan? RetryAfter { get; init; }

    public static BrokerError Busy(BrokerLimits limits) => new(ErrorCode.ServerBusy, "The broker has more to do than it can hold.")
    {
        Limit = $"{limits.CommandsMax} commands or {limits.CommandBytesMax} bytes",
        RetryAfter = RetryAfterBusy,
    };

    public static BrokerError PastLimit(string message, string parameter, long limit, long value, string unit) =>
        new(ErrorCode.LimitExceeded, message)
        {
            Parameter = parameter,
            Limit = string.Create(CultureInfo.InvariantCulture, $"{limit} {unit}"),
            Value = string.Create(CultureInfo.InvariantCulture, $"{value} {unit}"),
        };

    public static BrokerError NoDurable(string parameter, string name) =>
        Invalid(ErrorCode.UnknownSubscription, parameter, "There is no durable subscription of this name.", name);

    public static BrokerError Invalid(ErrorCode code, string parameter, string message, string? value = null) =>
        new(code, message) { Parameter = parameter, Value = value };
}
