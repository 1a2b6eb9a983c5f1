namespace WcfBroker.Core.Storage.Records;

/// <summary>A topic came to exist. Ids count from 0 without gaps.</summary>
public sealed record TopicCreated(int TopicId, string Name) : StoreRecord;
