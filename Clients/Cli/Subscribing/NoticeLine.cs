namespace WcfBroker.Cli.Subscribing;

/// <summary>A notice as a JSON line; what tells it from a delivery is <c>notice</c>.</summary>
internal sealed record NoticeLine(string Notice, long? FromSequence, long? ToSequence, long? Count, string[]? Topics, string? Reason);
