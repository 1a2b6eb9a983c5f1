using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Interop.Mono;

/// <summary>The duplex contract Broker without tasks, as far as it is needed.</summary>
[ServiceContract(
    Name = "Broker", Namespace = ContractNamespace.Uri, SessionMode = SessionMode.Required, CallbackContract = typeof(ISubscriberCallback))]
internal interface ISyncBroker
{
    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    SubscriptionInfo Subscribe(string topic, SubscriptionOptions? options);

    // An inherited operation has the action of the contract that declares it.
    [OperationContract(Action = ContractNamespace.Uri + "/Publisher/PublishText", ReplyAction = ContractNamespace.Uri + "/Publisher/PublishTextResponse")]
    [FaultContract(typeof(BrokerFault))]
    PublishReceipt PublishText(string topic, string text);
}
