using System.Collections.ObjectModel;
using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.Description;
using CoreWCF.Dispatcher;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>How CoreWCF dispatches to the service: one instance a session, calls side by side, the contract's faults, the caller's trace.</summary>
internal sealed class BrokerBehavior(ServiceInstances instances, FaultTranslation faults) : IServiceBehavior
{
    private readonly TraceOfCall _trace = new();

    public void Validate(ServiceDescription serviceDescription, ServiceHostBase serviceHostBase)
    {
        var service = serviceDescription.Behaviors.Find<ServiceBehaviorAttribute>();
        service.InstanceContextMode = InstanceContextMode.PerSession;
        service.ConcurrencyMode = ConcurrencyMode.Multiple;
        service.UseSynchronizationContext = false;
        // Clients reach the broker by the machine's names.
        service.AddressFilterMode = AddressFilterMode.Any;
    }

    public void AddBindingParameters(
        ServiceDescription serviceDescription,
        ServiceHostBase serviceHostBase,
        Collection<ServiceEndpoint> endpoints,
        BindingParameterCollection bindingParameters)
    {
        // The bindings have all that they need.
    }

    public void ApplyDispatchBehavior(ServiceDescription serviceDescription, ServiceHostBase serviceHostBase)
    {
        foreach (var dispatcher in serviceHostBase.ChannelDispatchers.OfType<ChannelDispatcher>())
        {
            dispatcher.ErrorHandlers.Add(faults);
            foreach (var runtime in dispatcher.Endpoints.Where(endpoint => !endpoint.IsSystemEndpoint).Select(endpoint => endpoint.DispatchRuntime))
            {
                runtime.InstanceProvider = instances;
                foreach (var operation in runtime.Operations)
                    operation.CallContextInitializers.Add(_trace);
            }
        }
    }
}
