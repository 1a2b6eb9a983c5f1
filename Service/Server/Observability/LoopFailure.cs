using Microsoft.Extensions.Logging;

namespace WcfBroker.Server.Observability;

/// <summary>The last words of a broker whose loop cannot go on.</summary>
internal static partial class LoopFailure
{
    [LoggerMessage(EventIds.LoopFailed, LogLevel.Critical, "The broker stops: its loop failed, and its state can no longer be trusted")]
    public static partial void Report(ILogger logger, Exception exception);
}
