namespace WcfBroker.Server.Endpoints;

/// <summary>The broker cannot start, for a reason that its message tells in full.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
