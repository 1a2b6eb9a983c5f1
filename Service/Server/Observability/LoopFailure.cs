using Microsoft.Extensions.Logging;
using WcfBroker.Core.Storage;

namespace WcfBroker.Server.Observability;

/// <summary>The last words of a broker whose loop cannot go on.</summary>
internal static partial class LoopFailure
{
    /// <summary>A store that fails says what an operator has to know; anything else is a defect and keeps its stack trace.</summary>
    public static void Report(ILogger logger, Exception exception)
    {
        if (exception is StoreException)
            StoreFailed(logger, exception.Message);
        else
            LoopFailed(logger, exception);
    }

    [LoggerMessage(EventIds.LoopFailed, LogLevel.Critical, "The broker stops: its loop failed, and its state can no longer be trusted")]
    private static partial void LoopFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.StoreFailed, LogLevel.Critical, "The broker stops. {Reason}")]
    private static partial void StoreFailed(ILogger logger, string reason);
}
