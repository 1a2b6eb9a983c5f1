using Microsoft.Extensions.Logging;

namespace WcfBroker.OriginalProtocol.Sessions;

internal sealed partial class ClientSession
{
    [LoggerMessage(EventIds.CloseTimedOut, LogLevel.Debug,
        "Session {Session}: the client did not take what it was sent; its connection is cut")]
    private static partial void LogCloseTimedOut(ILogger logger, long session);
}
