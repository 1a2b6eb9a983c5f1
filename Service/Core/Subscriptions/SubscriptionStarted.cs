namespace WcfBroker.Core.Subscriptions;

/// <summary>The answer to a subscribe: the first sequence that is delivered live or replayed, and the newest at that moment.</summary>
public readonly record struct SubscriptionStarted(SubscriptionId Id, long StartSequence, long HeadSequence)
{
    /// <summary>Whether a durable subscription of this name existed.</summary>
    public bool Resumed { get; init; }

    /// <summary>Whether an administrator has paused it.</summary>
    public bool Paused { get; init; }
}
