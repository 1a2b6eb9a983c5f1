namespace WcfBroker.Core.Topics;

/// <summary>A topic and what it has seen.</summary>
public readonly record struct TopicSummary(TopicName Name, long LastSequence, long MessageCount, int SubscriptionCount);
