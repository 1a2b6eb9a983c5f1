using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Interop.Mono;

/// <summary>The contract Publisher without tasks: Mono never ends an operation that returns one.</summary>
[ServiceContract(Name = "Publisher", Namespace = ContractNamespace.Uri)]
internal interface ISyncPublisher
{
    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    PublishReceipt Publish(string topic, BrokerMessage message);

    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    PublishReceipt PublishText(string topic, string text);

    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    BatchReceipt PublishBatch(TopicMessage[] messages);

    [OperationContract(IsOneWay = true)]
    void Post(string topic, BrokerMessage message);
}
