namespace WcfBroker.Dashboard.Topics;

/// <summary>A row of the tree: a topic, or the place where more of the subtopics of one can be loaded.</summary>
internal readonly record struct TopicRow(TopicNode Node, bool IsMore);
