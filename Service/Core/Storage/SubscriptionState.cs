namespace WcfBroker.Core.Storage;

/// <summary>
/// A durable subscription and how far it has come: settled is every sequence up to the cursor, but for the holes.
/// </summary>
public sealed record SubscriptionState(StoredSubscription Subscription, long Cursor, IReadOnlyList<Hole> Holes);
