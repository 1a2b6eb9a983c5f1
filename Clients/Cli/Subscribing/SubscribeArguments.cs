using System.CommandLine;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Subscribing;

/// <summary>What a subscribe command was asked to do.</summary>
internal sealed record SubscribeArguments(
    string[] Topics, SubscriptionOptions Options, int? Count, bool Json, bool ShowNotices, string? Reject, string? Return)
{
    /// <summary>What the broker gives when nothing is said.</summary>
    private const int DefaultCredit = 100;

    /// <summary>Whether each message has to be acknowledged, rejected or returned.</summary>
    public bool Settles => Options.Acknowledge == AcknowledgeModes.Explicit;

    public static SubscribeArguments From(ParseResult result, SubscribeOptions options)
    {
        var subscription = result.GetValue(options.From) ?? new SubscriptionOptions();
        subscription.WhenSlow = WhenSlow(result.GetValue(options.WhenSlow));
        subscription.TopicNotices = result.GetValue(options.ShowNotices);
        if (result.GetValue(options.Durable.Name) is { } name)
        {
            options.Durable.Fill(subscription, name, result);

            // What is fetched and then left behind has used up one of its attempts.
            subscription.Credit ??= result.GetValue(options.Count) is { } count and < DefaultCredit ? count : null;
        }

        return new SubscribeArguments(
            result.GetValue(options.Topics) is { Length: > 0 } topics ? topics : ["/"],
            subscription,
            result.GetValue(options.Count),
            result.GetValue(options.Json),
            subscription.TopicNotices,
            result.GetValue(options.Durable.Reject),
            result.GetValue(options.Durable.Return));
    }

    private static string? WhenSlow(string? word) => word switch
    {
        "drop-oldest" => SlowSubscriberPolicies.DropOldest,
        "latest-per-topic" => SlowSubscriberPolicies.LatestPerTopic,
        "disconnect" => SlowSubscriberPolicies.Disconnect,
        _ => null,
    };
}
