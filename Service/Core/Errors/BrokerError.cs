using System.Globalization;

namespace WcfBroker.Core.Errors;

/// <summary>A refusal that names the parameter, the limit and the value at fault.</summary>
public sealed record BrokerError(ErrorCode Code, string Message)
{
    public static readonly BrokerError Stopping = new(ErrorCode.ServerStopping, "The broker is stopping.");

    private const int ValueCharsMax = 64;

    public string? Parameter { get; init; }

    public string? Limit { get; init; }

    public string? Value { get; init => field = Printable(value); }

    public TimeSpan? RetryAfter { get; init; }

    public static BrokerError PastLimit(string message, string parameter, long limit, long value, string unit) =>
        new(ErrorCode.LimitExceeded, message)
        {
            Parameter = parameter,
            Limit = string.Create(CultureInfo.InvariantCulture, $"{limit} {unit}"),
            Value = string.Create(CultureInfo.InvariantCulture, $"{value} {unit}"),
        };

    public static BrokerError Invalid(ErrorCode code, string parameter, string message, string? value = null) =>
        new(code, message) { Parameter = parameter, Value = value };

    // What was refused may be what no fault could carry.
    private static string? Printable(string? value) => value is null
        ? null
        : string.Concat(value.Take(ValueCharsMax).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\ufffd' : c));
}
