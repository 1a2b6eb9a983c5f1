using System.CommandLine.Parsing;
using System.Globalization;

namespace WcfBroker.Cli.Arguments;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>1.5m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Duration
{
    public const string Form = "a number and a unit, as in 500ms, 30s, 5m, 2h, 7d";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>A duration of more than zero; null when the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                var ticks = number * length.Ticks;
                return ticks >= 1 && ticks < TimeSpan.FromDays(36_500).Ticks ? TimeSpan.FromTicks((long)ticks) : null;
            }
        }

        return null;
    }

    public static TimeSpan? ParseArgument(ArgumentResult result)
    {
        var duration = Parse(result.Tokens[0].Value);
        if (duration is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is no duration: {Form}.");
        }

        return duration;
    }
}
