namespace WcfBroker.Server.Rest.Streams;

/// <summary>The broker stops, and the stream ends.</summary>
internal sealed record StoppingEvent(string? Reason);
