namespace WcfBroker.Core.Subscriptions;

/// <summary>The subscriptions that name one topic.</summary>
internal sealed class TopicSubscriptions
{
    /// <summary>Those that cover its subtree too.</summary>
    internal SubscriptionSet Subtree;

    /// <summary>Those to exactly this topic.</summary>
    internal SubscriptionSet Exact;

    public int Count => Subtree.Count + Exact.Count;
}
