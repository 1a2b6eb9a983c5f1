namespace WcfBroker.Core.Storage.Records;

/// <summary>A topic has no retained message any more.</summary>
public sealed record RetainedCleared(int TopicId) : StoreRecord;
