namespace WcfBroker.OriginalProtocol.Access;

/// <summary>How a login ended: with what the client may do, or with the reason that it is told.</summary>
public sealed record LoginResult(IClientAccess? Access, string Reason);
