using System.Text.Json;
using WcfBroker.Cli.Output;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Cli.Topics;

/// <summary>One topic as a line.</summary>
internal static class TopicText
{
    public static string Json(TopicInfo topic) => JsonSerializer.Serialize(
        new TopicLine(topic.Name, topic.LastSequence, topic.MessageCount, topic.SubscriptionCount), JsonLines.Default.TopicLine);

    public static string Line(TopicInfo topic, Paint paint) =>
        $"{paint.Topic(TerminalText.Escape(topic.Name))}  {paint.Faint(Counts(topic))}";

    public static string Counts(TopicInfo topic)
    {
        var last = topic.LastSequence > 0 ? $", last #{topic.LastSequence}" : "";
        var subscriptions = topic.SubscriptionCount > 0 ? $", {Count(topic.SubscriptionCount, "subscription")}" : "";

        // Messages are counted from the broker's start, and it may have kept older ones.
        var messages = topic is { MessageCount: 0, LastSequence: > 0 } ? "none since the start" : Count(topic.MessageCount, "message");
        return $"{messages}{last}{subscriptions}";
    }

    private static string Count(long count, string noun) => count == 0 ? $"no {noun}s" : ValueText.Count(count, noun);
}
