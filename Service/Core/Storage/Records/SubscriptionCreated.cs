namespace WcfBroker.Core.Storage.Records;

/// <summary>A durable subscription came to exist; all up to the cursor is none of its business.</summary>
public sealed record SubscriptionCreated(StoredSubscription Subscription, long Cursor) : StoreRecord;
