namespace WcfBroker.Core.Storage.Records;

/// <summary>A durable subscription is gone, and its holes with it. Its dead letters stay.</summary>
public sealed record SubscriptionDeleted(int SubscriptionId) : StoreRecord;
