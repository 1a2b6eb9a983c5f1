namespace WcfBroker.Core;

/// <summary>The answer to a command that has nothing more to say.</summary>
public readonly record struct Done;
