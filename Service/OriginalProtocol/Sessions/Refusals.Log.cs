using Microsoft.Extensions.Logging;

namespace WcfBroker.OriginalProtocol.Sessions;

internal sealed partial class Refusals
{
    [LoggerMessage(EventIds.MessageRefused, LogLevel.Warning,
        "Session {Session}: a message was refused: {Reason} (refusal {Count} of this session)")]
    private static partial void LogRefused(ILogger logger, long session, string reason, long count);
}
