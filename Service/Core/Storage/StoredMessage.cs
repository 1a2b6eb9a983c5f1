using WcfBroker.Core.Messages;

namespace WcfBroker.Core.Storage;

/// <summary>A message as the store keeps it: nothing of its content is changed, added or lost.</summary>
public readonly record struct StoredMessage(long Sequence, int TopicId, DateTime PublishedUtc, string? Publisher, MessageContent Content);
