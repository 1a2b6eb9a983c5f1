using WcfBroker.Core.Durable;
using WcfBroker.Core.Requests;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>A session's interest in topics. What other threads may read never changes; the rest is the loop's.</summary>
public sealed class Subscription
{
    internal Subscription(SubscriptionId id, Session? session, TopicFilter filter, SubscriptionOptions options)
    {
        Id = id;
        Session = session!;
        Filter = filter;
        Options = options;
    }

    public SubscriptionId Id { get; }

    public TopicFilter Filter { get; }

    public SubscriptionOptions Options { get; }

    /// <summary>Whose it is; the feed of a durable subscription is nobody's, and is never sent anything itself.</summary>
    internal Session Session { get; }

    /// <summary>The durable subscription whose place in the index this is.</summary>
    internal DurableSubscription? Feed { get; init; }

    /// <summary>The session's part in a durable subscription; null when this one is its session's own.</summary>
    internal Membership? Membership { get; init; }

    /// <summary>The first sequence that it is sent, live or replayed.</summary>
    internal long Start { get; set; }

    /// <summary>What is still to be replayed; null when the subscription is live.</summary>
    internal Backlog? Backlog { get; set; }

    /// <summary>The newest request that it was given.</summary>
    internal RequestId LastRequest { get; set; }

    /// <summary>The place in the set that holds it, so that leaving costs the same however large the set.</summary>
    internal int Slot { get; set; }

    public override string ToString() => $"{Id} on {Filter}";
}
