namespace WcfBroker.Contracts.Subscriptions;

/// <summary>The values of <see cref="SubscriptionOptions.Callback"/>.</summary>
public static class CallbackOperations
{
    /// <summary>Batches, one-way: fastest, and in order.</summary>
    public const string OnMessages = "OnMessages";

    /// <summary>One message at a time, one-way.</summary>
    public const string OnMessage = "OnMessage";

    /// <summary>One message at a time, two-way: the next comes when the call has returned.</summary>
    public const string HandleMessage = "HandleMessage";
}
