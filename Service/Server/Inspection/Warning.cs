namespace WcfBroker.Server.Inspection;

/// <summary>Something that whoever runs the broker should know; <paramref name="IsSevere"/> if it keeps the broker from its work.</summary>
public sealed record Warning(string Text, bool IsSevere = false);
