using System.CommandLine.Parsing;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Arguments;

/// <summary>Where a subscription starts: <c>last</c>, <c>new</c>, <c>all</c>, <c>seq:N</c>, <c>time:T</c>.</summary>
internal static class StartArgument
{
    public const string PastForms = $"all, {LogPlace.Forms}";

    public const string Forms = $"last, new, {PastForms}";

    public static SubscriptionOptions? Parse(string text, TimeProvider time) => text switch
    {
        "last" => new SubscriptionOptions { Start = StartPositions.Last },
        "new" => new SubscriptionOptions { Start = StartPositions.New },
        "all" => new SubscriptionOptions { Start = StartPositions.All },
        _ => LogPlace.Parse(text, time) switch
        {
            { Sequence: { } sequence } => new SubscriptionOptions { Start = StartPositions.Sequence, StartSequence = sequence },
            { TimeUtc: { } utc } => new SubscriptionOptions { Start = StartPositions.Time, StartTimeUtc = utc },
            _ => null,
        },
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
}
