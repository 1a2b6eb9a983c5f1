namespace WcfBroker.Cli.Topics;

/// <summary>What a topics command was asked to show.</summary>
internal sealed record TopicsArguments(string? Prefix, bool List, bool Json);
