namespace WcfBroker.Core.Durable;

/// <summary>A session's part in a durable subscription: how much it may hold unsettled, and how much it does.</summary>
internal sealed class Membership(DurableSubscription subscription, DurableOptions options)
{
    public DurableSubscription Subscription { get; } = subscription;

    public int Credit { get; } = options.Credit;

    /// <summary>How many messages it waits for.</summary>
    public long Demand { get; set; } = options.Pulls ? 0 : long.MaxValue;

    public TimeSpan Lease { get; } = options.Lease;

    public int InFlight { get; set; }

    public long Bytes { get; set; }
}
