namespace WcfBroker.Core.Storage;

/// <summary>Where a dead letter stands, and since when.</summary>
public readonly record struct DeadLetterKey(long Sequence, int TopicId, DateTime DeadUtc);
