namespace WcfBroker.Server.Inspection;

/// <summary>One setting in force, by its name in the configuration.</summary>
public sealed record Setting(string Name, string Value);
