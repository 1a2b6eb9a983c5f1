namespace WcfBroker.Server.Startup;

/// <summary>A setting whose name or value cannot be used.</summary>
public sealed class UnknownSettingException(string message, Exception inner) : Exception(message, inner);
