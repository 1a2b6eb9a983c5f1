using System.Globalization;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Publishing;

/// <summary>What a publish tells at its end.</summary>
internal static class PublishText
{
    /// <summary>Fewer messages tell nothing of speed.</summary>
    private const int RatedCountMin = 100;

    public static string Summary(PublishArguments arguments, PublishTally tally)
    {
        var topic = TerminalText.Escape(arguments.Topic);
        return tally switch
        {
            { Count: 0 } => "Nothing was published.",
            { Count: 1, Last: { Duplicate: true } receipt } =>
                $"Published before, as #{receipt.Sequence} to {topic}: nothing was published now.",
            { Count: 1, Last: { } receipt } =>
                $"Published #{receipt.Sequence} to {topic}: {ValueText.Count(receipt.MatchedSubscriptions, "subscription")}, kept {Kept(receipt.Durability)}.",
            { Last: { } last } =>
                $"Published {ValueText.Count(tally.Count, "message")} to {topic}, #{tally.First!.Sequence} to #{last.Sequence}, {Speed(tally)}.",
            _ => $"Sent {ValueText.Count(tally.Count, "message")} one-way to {topic}, {Speed(tally)}.",
        };
    }

    private static string Kept(string durability) =>
        durability == DurabilityLevels.Disk ? "on disk" : $"in {TerminalText.Escape(durability).ToLowerInvariant()}";

    private static string Speed(PublishTally tally)
    {
        var seconds = Math.Max(tally.Elapsed.TotalSeconds, 0.001);
        return tally.Count < RatedCountMin
            ? string.Create(CultureInfo.InvariantCulture, $"in {seconds:0.00} s")
            : string.Create(CultureInfo.InvariantCulture, $"in {seconds:0.00} s ({tally.Count / seconds:N0} a second)");
    }
}
