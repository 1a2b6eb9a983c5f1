using Microsoft.Extensions.Logging;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Sessions;

internal sealed partial class SessionWriter
{
    [LoggerMessage(EventIds.MessageLeftOut, LogLevel.Warning,
        "Session {Session}: the message {Sequence} on {Topic} was left out: {Reason} ({Count} left out of this session)")]
    private static partial void LogLeftOut(ILogger logger, long session, string topic, long sequence, Omission reason, long count);

    [LoggerMessage(EventIds.MessagesDropped, LogLevel.Warning,
        "Session {Session}: {Messages} messages were dropped so far because the client reads slowly, in {Gaps} runs")]
    private static partial void LogDropped(ILogger logger, long session, long messages, long gaps);
}
