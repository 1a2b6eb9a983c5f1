using System.CommandLine.Parsing;
using System.Globalization;

namespace WcfBroker.Cli.Arguments;

/// <summary>A place among the messages that are kept: <c>seq:N</c> or <c>time:T</c>.</summary>
internal sealed record LogPlace(long? Sequence, DateTime? TimeUtc)
{
    public const string Forms = "seq:N, or time:T with a time (2026-11-23T08:00, 2026-11-23T08:00Z) or a duration back from now (10m)";

    public static LogPlace? Parse(string text, TimeProvider time) => text.Split(':', 2) switch
    {
        ["seq", var number] when SequenceOf(number) is { } sequence => new LogPlace(sequence, null),
        ["time", var when] when TimeOf(when, time) is { } utc => new LogPlace(null, utc),
        _ => null,
    };

    public static LogPlace? ParseArgument(ArgumentResult result, TimeProvider time)
    {
        var place = Parse(result.Tokens[0].Value, time);
        if (place is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is no place among the messages: {Forms}.");
        }

        return place;
    }

    private static long? SequenceOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence >= 1 ? sequence : null;

    private static DateTime? TimeOf(string text, TimeProvider time)
    {
        if (Duration.Parse(text) is { } back)
        {
            return (time.GetUtcNow() - back).UtcDateTime;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at) ? at.UtcDateTime : null;
    }
}
