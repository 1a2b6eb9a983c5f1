using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.NetTcp;

internal sealed partial class SessionReceiver
{
    [LoggerMessage(EventIds.AnswerIgnored, LogLevel.Warning, "Session {Session}: nobody waits for an answer to {RelatesTo}")]
    private static partial void LogAnswerIgnored(ILogger log, string session, string relatesTo);
}
