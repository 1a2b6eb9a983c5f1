using Microsoft.Extensions.Logging;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Sessions;

internal sealed partial class SubscriberSession
{
    [LoggerMessage(EventIds.SubscriberWriterFailed, LogLevel.Error, "The session of {Address} was closed: its writer failed")]
    private static partial void WriterFailed(ILogger logger, string address, Exception exception);

    [LoggerMessage(EventIds.HandlerFailed, LogLevel.Warning, "HandleMessage of {Address} failed for message {Sequence} of {Topic}: {Reason}")]
    private static partial void HandlerFailed(ILogger logger, string address, string topic, long sequence, string reason);
}
