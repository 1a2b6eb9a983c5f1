using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.Dispatcher;
using WcfBroker.Server;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>Makes the service, one instance a session or a request, and ends it with its caller.</summary>
internal sealed partial class ServiceInstances(SessionServices services, CallerFactory callers, ILogger<ServiceInstances> logger) : IInstanceProvider
{
    public object GetInstance(InstanceContext instanceContext) => GetInstance(instanceContext, null);

    public object GetInstance(InstanceContext instanceContext, Message? message) => new BrokerService(services, callers.Create(OperationContext.Current));

    public void ReleaseInstance(InstanceContext instanceContext, object instance) => _ = DisposeAsync((BrokerService)instance);

    private async Task DisposeAsync(BrokerService service)
    {
        try
        {
            await service.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotEnded(logger, exception);
        }
    }

    [LoggerMessage(EventIds.ServiceNotEnded, LogLevel.Error, "What a session held could not be given back")]
    private static partial void NotEnded(ILogger logger, Exception exception);
}
