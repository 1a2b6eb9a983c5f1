namespace WcfBroker.Client.Subscriptions;

/// <summary>The broker has ended a subscription; the message is the broker's reason.</summary>
/// <param name="reason">Why, in one sentence.</param>
public sealed class SubscriptionEndedException(string reason) : Exception(reason);
