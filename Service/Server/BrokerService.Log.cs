using Microsoft.Extensions.Logging;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server;

public sealed partial class BrokerService
{
    [LoggerMessage(EventIds.PostDropped, LogLevel.Warning, "A posted message of {Address} was dropped: {Reason} ({Parameter} = {Value})")]
    private static partial void PostDropped(ILogger logger, string address, string? parameter, string? value, string reason);
}
