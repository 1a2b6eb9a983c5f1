namespace WcfBroker.Core.Durable;

/// <summary>A session's part in a durable subscription: how much it may hold unsettled, and how much it does.</summary>
internal sealed class Membership(DurableSubscription subscription, int credit)
{
    public DurableSubscription Subscription { get; } = subscription;

    public int Credit { get; } = credit;

    public int InFlight { get; set; }

    public long Bytes { get; set; }
}
