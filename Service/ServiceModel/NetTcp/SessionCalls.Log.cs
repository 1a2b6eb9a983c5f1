using Microsoft.Extensions.Logging;

namespace WcfBroker.ServiceModel.NetTcp;

internal sealed partial class SessionCalls
{
    [LoggerMessage(EventIds.CallRefused, LogLevel.Warning, "Session {Session}: a call was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string session, string reason);

    [LoggerMessage(EventIds.CallUnreadable, LogLevel.Debug, "Session {Session}: a call of {Operation} could not be read: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string session, string operation, string reason);

    [LoggerMessage(EventIds.CallFailed, LogLevel.Error, "Session {Session}: {Operation} failed, reference {Reference}")]
    private static partial void LogFailed(ILogger log, string session, string operation, string reference, Exception failure);

    [LoggerMessage(EventIds.AnswerLost, LogLevel.Debug, "Session {Session}: the answer of {Operation} was not sent: {Reason}")]
    private static partial void LogAnswerLost(ILogger log, string session, string operation, string reason);
}
