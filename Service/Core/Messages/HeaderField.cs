namespace WcfBroker.Core.Messages;

/// <summary>A named value that travels with a message.</summary>
public readonly record struct HeaderField(string Name, string Value);
