namespace WcfBroker.Core.Durable;

/// <summary>Keeps retention from what durable subscriptions have not settled, where a policy says so.</summary>
internal sealed class Holding(BrokerState state)
{
    /// <summary>A subscription came to exist. It holds if any of its topics may have such a policy.</summary>
    public void Add(DurableSubscription subscription)
    {
        subscription.Holds = state.Policies.All.Any(policy => policy.HoldForSubscriptions && policy.Topics.Overlaps(subscription.Filter));
        if (subscription.Holds)
            Update();
    }

    public void Remove(DurableSubscription subscription)
    {
        if (subscription.Holds)
            state.HeldFrom = Oldest();
    }

    /// <summary>Lets go of what was settled since the last time.</summary>
    public void Update()
    {
        if (state.Durables.Holding.Any())
            state.HeldFrom = Oldest();
    }

    private long Oldest() => state.Durables.Holding
        .Select(subscription => subscription.Progress.Oldest(subscription.IsLive ? state.History.Next : subscription.Next))
        .DefaultIfEmpty(long.MaxValue)
        .Min();
}
