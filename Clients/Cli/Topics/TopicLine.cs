namespace WcfBroker.Cli.Topics;

/// <summary>A topic as a JSON line.</summary>
internal sealed record TopicLine(string Topic, long LastSequence, long Messages, int Subscriptions);
