using System.CommandLine.Parsing;
using System.Globalization;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Arguments;

/// <summary>Where a subscription starts: <c>last</c>, <c>new</c>, <c>all</c>, <c>seq:N</c>, <c>time:T</c>.</summary>
internal static class StartArgument
{
    public const string PastForms =
        "all, seq:N, or time:T with a time (2026-11-23T08:00, 2026-11-23T08:00Z) or a duration back from now (10m)";

    public const string Forms = $"last, new, {PastForms}";

    public static SubscriptionOptions? Parse(string text, TimeProvider time) => text.Split(':', 2) switch
    {
        ["last"] => new SubscriptionOptions { Start = StartPositions.Last },
        ["new"] => new SubscriptionOptions { Start = StartPositions.New },
        ["all"] => new SubscriptionOptions { Start = StartPositions.All },
        ["seq", var number] when Sequence(number) is { } sequence =>
            new SubscriptionOptions { Start = StartPositions.Sequence, StartSequence = sequence },
        ["time", var when] when Time(when, time) is { } utc =>
            new SubscriptionOptions { Start = StartPositions.Time, StartTimeUtc = utc },
        _ => null,
    };

    public static SubscriptionOptions? ParseArgument(ArgumentResult result, TimeProvider time)
    {
        var options = Parse(result.Tokens[0].Value, time);
        if (options is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is no start: {Forms}.");
        }

        return options;
    }

    /// <summary>A start among what was published already.</summary>
    public static SubscriptionOptions? ParsePast(ArgumentResult result, TimeProvider time)
    {
        var options = Parse(result.Tokens[0].Value, time);
        if (options?.Start is StartPositions.All or StartPositions.Sequence or StartPositions.Time)
        {
            return options;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no start: {PastForms}.");
        return null;
    }

    private static long? Sequence(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence >= 1 ? sequence : null;

    private static DateTime? Time(string text, TimeProvider time)
    {
        if (Duration.Parse(text) is { } back)
        {
            return (time.GetUtcNow() - back).UtcDateTime;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at) ? at.UtcDateTime : null;
    }
}
