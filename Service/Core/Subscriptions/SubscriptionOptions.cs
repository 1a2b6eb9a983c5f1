using WcfBroker.Core.Durable;

namespace WcfBroker.Core.Subscriptions;

/// <summary>How a subscription starts and behaves.</summary>
public sealed record SubscriptionOptions
{
    public static readonly SubscriptionOptions Default = new();

    public StartKind Start { get; init; }

    public long StartSequence { get; init; }

    public DateTime StartTimeUtc { get; init; }

    /// <summary>What happens when the session is slow; null for what the topic's policy says, and if it says nothing <see cref="SlowPolicy.DropOldest"/>.</summary>
    public SlowPolicy? WhenSlow { get; init; }

    public TopicNotices TopicNotices { get; init; }

    public bool Responder { get; init; }

    /// <summary>Makes the subscription one that outlives its session; null for the session's own.</summary>
    public DurableOptions? Durable { get; init; }

    /// <summary>What the session's protocol wants to remember with the subscription; the core does not look at it.</summary>
    public object? Tag { get; init; }
}
