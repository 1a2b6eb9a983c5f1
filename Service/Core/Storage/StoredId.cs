namespace WcfBroker.Core.Storage;

/// <summary>What is known of a message by its id: enough to recognise it when it is published again.</summary>
public readonly record struct StoredId(long Sequence, int TopicId, DateTime PublishedUtc, string? Publisher, string Id, ulong BodyDigest);
