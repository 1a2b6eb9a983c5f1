namespace WcfBroker.Core.Topics;

/// <summary>One page of topics; <paramref name="Next"/> is where the next page begins after, null if this is the last.</summary>
public sealed record TopicList(IReadOnlyList<TopicSummary> Topics, TopicName? Next);
