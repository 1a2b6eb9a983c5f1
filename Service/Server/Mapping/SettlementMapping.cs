using System.Globalization;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Mapping;

/// <summary>Tokens and what settling them did, between the contract and the core.</summary>
public static class SettlementMapping
{
    private const int ReasonCharsMax = 255;
    private const int TokensMax = 1_000;
    private static readonly TimeSpan DelayMax = DurableOptions.LeaseMax;

    /// <summary>A token as subscribers see it.</summary>
    public static string ToText(long token) => token.ToString("x", CultureInfo.InvariantCulture);

    internal static long ToToken(string? text, string parameter) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var token)
            ? token
            : throw Invalid(parameter, "This is no token of a delivery.", text);

    internal static long[] ToTokens(string[]? texts)
    {
        if (texts is null or [])
            throw Invalid("tokens", "There is no token.", null);
        if (texts.Length > TokensMax)
            throw new BrokerException(BrokerError.PastLimit("There are too many tokens.", "tokens", TokensMax, texts.Length, "tokens"));
        return [.. texts.Select((text, i) => ToToken(text, $"tokens[{i}]"))];
    }

    internal static TimeSpan? ToDelay(TimeSpan? delay) => delay is null || (delay >= TimeSpan.Zero && delay <= DelayMax)
        ? delay
        : throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "delay", "The time is out of its range.", $"{delay:c}")
            with { Limit = $"{TimeSpan.Zero:c} to {DelayMax:c}" });

    /// <summary>A reason that a caller gave; what is left out has one that stands for it.</summary>
    internal static string ToReason(string? reason, string preset) => string.IsNullOrEmpty(reason) ? preset
        : reason.Length <= ReasonCharsMax ? Printable.From(reason, ReasonCharsMax)
        : throw new BrokerException(BrokerError.PastLimit("The reason is too long.", "reason", ReasonCharsMax, reason.Length, "characters"));

    internal static Settlement ToSettlement(SettleResult result) => new()
    {
        Settled = result.Settled,
        Stale = result.Stale.Count == 0 ? null : [.. result.Stale.Select(ToText)],
    };

    private static BrokerException Invalid(string parameter, string message, string? value) =>
        new(BrokerError.Invalid(ErrorCode.InvalidArgument, parameter, message, value));
}
