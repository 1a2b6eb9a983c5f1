namespace WcfBroker.OriginalProtocol;

/// <summary>The ids of this endpoint's log events.</summary>
internal static class EventIds
{
    public const int ConnectionRefused = 3001;
    public const int HandshakeTimedOut = 3002;
    public const int ClientConnected = 3003;
    public const int ClientLeft = 3004;
    public const int ProtocolViolated = 3005;
    public const int ConnectionLost = 3006;
    public const int SessionRefused = 3007;
    public const int MessageRefused = 3008;
    public const int MessageLeftOut = 3009;
    public const int MessagesDropped = 3010;
    public const int CloseTimedOut = 3011;
}
