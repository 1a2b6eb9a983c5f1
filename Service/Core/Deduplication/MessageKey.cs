namespace WcfBroker.Core.Deduplication;

/// <summary>What makes a message the same as another: who published it, where to, and its id. Another topic's message is another one.</summary>
internal readonly record struct MessageKey(string? Publisher, int TopicIndex, string Id);
