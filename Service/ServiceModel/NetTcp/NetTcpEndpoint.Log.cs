using System.Net;
using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.NetTcp;

public sealed partial class NetTcpEndpoint
{
    [LoggerMessage(EventIds.Listening, LogLevel.Debug, "Listening at {Address}")]
    private static partial void LogListening(ILogger log, Uri address);

    [LoggerMessage(EventIds.ConnectionRefused, LogLevel.Warning,
        "Connection {Connection} from {RemoteEndPoint} was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string connection, EndPoint? remoteEndPoint, string reason);

    [LoggerMessage(EventIds.PreambleFailed, LogLevel.Warning,
        "Connection {Connection} from {RemoteEndPoint} did not become a session: {Reason}")]
    private static partial void LogPreambleFailed(ILogger log, string connection, EndPoint? remoteEndPoint, string reason);
}
