namespace WcfBroker.Server.Inspection;

/// <summary>A section of the configuration, and the options in force that it was bound to.</summary>
internal sealed record SettingsSection(string Name, Func<object> Value);
