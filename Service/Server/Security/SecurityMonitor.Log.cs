using Microsoft.Extensions.Logging;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Security;

internal sealed partial class SecurityMonitor
{
    [LoggerMessage(EventIds.SecurityReloaded, LogLevel.Information, "The security settings were read again: {Users} users, {Rights} rules")]
    private partial void Reloaded(int users, int rights);

    [LoggerMessage(EventIds.SecurityNotReloaded, LogLevel.Warning, "The security settings have changed and cannot be used, so those from before hold on: {Reason}")]
    private partial void NotReloaded(string reason);
}
