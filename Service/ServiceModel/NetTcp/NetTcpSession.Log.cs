using System.Net;
using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.NetTcp;

internal sealed partial class NetTcpSession
{
    [LoggerMessage(EventIds.SessionOpened, LogLevel.Debug, "Session {Session} from {RemoteEndPoint} to {Via} is open")]
    private static partial void LogOpened(ILogger log, string session, EndPoint? remoteEndPoint, string via);

    [LoggerMessage(EventIds.SessionClosed, LogLevel.Information, "Session {Session} has ended: {Reason}")]
    private static partial void LogClosed(ILogger log, string session, string reason);

    [LoggerMessage(EventIds.InstanceFailed, LogLevel.Error, "Session {Session}: the service failed as it was created, told of the end, or disposed")]
    private static partial void LogInstanceFailed(ILogger log, string session, Exception failure);

    [LoggerMessage(EventIds.CallsOutlive, LogLevel.Warning,
        "Session {Session} has ended, but calls still run; its service is disposed now")]
    private static partial void LogCallsOutlive(ILogger log, string session);

    [LoggerMessage(EventIds.ReceivingFailed, LogLevel.Error, "Session {Session}: receiving failed")]
    private static partial void LogReceivingFailed(ILogger log, string session, Exception failure);

    [LoggerMessage(EventIds.KeepAliveFailed, LogLevel.Warning, "Session {Session} could not be kept alive")]
    private static partial void LogKeepAliveFailed(ILogger log, string session, Exception failure);
}
