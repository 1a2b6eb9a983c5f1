namespace WcfBroker.Core.Retention;

/// <summary>Some consecutive messages of a topic, from a sequence on.</summary>
internal readonly record struct WindowPiece(long From, long Count, long Bytes);
