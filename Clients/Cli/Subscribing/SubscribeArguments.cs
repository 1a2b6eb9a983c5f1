using System.CommandLine;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>What a subscribe command was asked to do.</summary>
internal sealed record SubscribeArguments(string[] Topics, SubscriptionOptions Options, int? Count, bool Json, bool ShowNotices)
{
    public static SubscribeArguments From(ParseResult result, SubscribeOptions options)
    {
        var start = result.GetValue(options.From) ?? new SubscriptionOptions();
        start.WhenSlow = WhenSlow(result.GetValue(options.WhenSlow));
        start.TopicNotices = result.GetValue(options.ShowNotices);
        return new SubscribeArguments(
            result.GetValue(options.Topics) is { Length: > 0 } topics ? topics : ["/"],
            start,
            result.GetValue(options.Count),
            result.GetValue(options.Json),
            start.TopicNotices);
    }

    private static string? WhenSlow(string? word) => word switch
    {
        "drop-oldest" => SlowSubscriberPolicies.DropOldest,
        "latest-per-topic" => SlowSubscriberPolicies.LatestPerTopic,
        "disconnect" => SlowSubscriberPolicies.Disconnect,
        _ => null,
    };
}
