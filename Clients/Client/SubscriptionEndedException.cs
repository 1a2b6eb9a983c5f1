using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Client;

/// <summary>
/// The broker has ended a durable subscription of this client: another session took it over, or it was deleted. The library does not subscribe
/// again by itself: that would only take it back.
/// </summary>
/// <param name="reason">See <see cref="Reason"/>.</param>
public sealed class SubscriptionEndedException(string? reason)
    : Exception(string.IsNullOrEmpty(reason) ? "The broker has ended the subscription." : $"The broker has ended the subscription: {reason}")
{
    /// <summary>What the broker said, as <see cref="Notice.Reason"/>; null if it said nothing.</summary>
    public string? Reason { get; } = reason;
}
