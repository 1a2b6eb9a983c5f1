using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Pulling;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Interop.Mono;

/// <summary>The contract PullSubscriber without tasks, as far as it is needed.</summary>
[ServiceContract(Name = "PullSubscriber", Namespace = ContractNamespace.Uri)]
internal interface ISyncPullSubscriber
{
    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    SubscriptionInfo CreatePullSubscription(string topic, SubscriptionOptions options);

    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    PulledMessages Pull(string subscription, int max, TimeSpan wait);

    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    Settlement AcknowledgePulled(string subscription, string[] tokens);

    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    void DeletePullSubscription(string subscription);
}
