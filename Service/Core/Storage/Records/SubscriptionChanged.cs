namespace WcfBroker.Core.Storage.Records;

/// <summary>A durable subscription has other properties; how far it has come stays.</summary>
public sealed record SubscriptionChanged(StoredSubscription Subscription) : StoreRecord;
