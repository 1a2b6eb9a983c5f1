namespace WcfBroker.Core.Storage;

/// <summary>Where a message stands in the log, without the message.</summary>
public readonly record struct LogEntry(long Sequence, int TopicId, DateTime PublishedUtc);
