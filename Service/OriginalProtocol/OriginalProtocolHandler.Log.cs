using Microsoft.Extensions.Logging;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol;

public sealed partial class OriginalProtocolHandler
{
    [LoggerMessage(EventIds.ConnectionRefused, LogLevel.Warning, "Connection {Connection} was closed: there are {ConnectionsMax} already")]
    private partial void LogRefused(string connection, int connectionsMax);

    [LoggerMessage(EventIds.HandshakeTimedOut, LogLevel.Warning, "Connection {Connection} was closed: it named no mechanism in {Deadline}")]
    private partial void LogHandshakeTimedOut(string connection, TimeSpan deadline);

    [LoggerMessage(EventIds.ClientConnected, LogLevel.Debug, "Connection {Connection} is session {Session}, in {Mechanism}")]
    private partial void LogConnected(string connection, long session, Mechanism mechanism);

    [LoggerMessage(EventIds.ClientLeft, LogLevel.Debug, "Session {Session} has ended")]
    private partial void LogLeft(long session);

    [LoggerMessage(EventIds.ProtocolViolated, LogLevel.Warning, "Connection {Connection} was closed: {Reason}")]
    private partial void LogViolated(string connection, string reason);

    [LoggerMessage(EventIds.SessionRefused, LogLevel.Warning, "Connection {Connection} was closed: {Reason}")]
    private partial void LogSessionRefused(string connection, string reason);

    [LoggerMessage(EventIds.ConnectionLost, LogLevel.Debug, "Connection {Connection} was lost: {Reason}")]
    private partial void LogLost(string connection, string reason);
}
