namespace WcfBroker.OriginalProtocol;

/// <summary>A client broke the protocol: its connection is closed, and the message says why.</summary>
public sealed class ProtocolViolationException(string reason, Exception? cause = null) : Exception(reason, cause);
