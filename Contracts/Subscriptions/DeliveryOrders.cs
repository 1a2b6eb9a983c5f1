namespace WcfBroker.Contracts.Subscriptions;

/// <summary>The values of <see cref="SubscriptionOptions.Order"/>: what later messages do while one waits to be tried again.</summary>
public static class DeliveryOrders
{
    /// <summary>They flow meanwhile.</summary>
    public const string Relaxed = "Relaxed";

    /// <summary>They wait: a message is delivered when the one before it is settled, one at a time.</summary>
    public const string Strict = "Strict";
}
