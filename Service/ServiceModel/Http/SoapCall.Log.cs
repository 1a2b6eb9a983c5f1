using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.Http;

internal sealed partial class SoapCall
{
    [LoggerMessage(EventIds.CallFailed, LogLevel.Error, "{Operation} over HTTP failed, reference {Reference}")]
    private static partial void LogFailed(ILogger log, string operation, string reference, Exception failure);

    [LoggerMessage(EventIds.AnswerLost, LogLevel.Debug, "Request {Request}: the answer of {Operation} was not sent: {Reason}")]
    private static partial void LogAnswerLost(ILogger log, string request, string operation, string reason);

    [LoggerMessage(EventIds.InstanceFailed, LogLevel.Error, "Request {Request}: the service failed as it was told of the end, or disposed")]
    private static partial void LogInstanceFailed(ILogger log, string request, Exception failure);

    [LoggerMessage(EventIds.ConnectionAborted, LogLevel.Information, "Request {Request}: the service dropped the connection: {Reason}")]
    private static partial void LogAborted(ILogger log, string request, string reason);
}
