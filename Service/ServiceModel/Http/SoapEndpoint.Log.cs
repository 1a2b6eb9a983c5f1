using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.Http;

internal sealed partial class SoapEndpoint
{
    [LoggerMessage(EventIds.CallRefused, LogLevel.Warning, "Request {Request}: a call over HTTP was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string request, string reason);

    [LoggerMessage(EventIds.RequestLost, LogLevel.Debug, "Request {Request}: the connection broke: {Reason}")]
    private static partial void LogLost(ILogger log, string request, string reason);
}
