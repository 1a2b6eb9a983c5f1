using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Soap;

/// <summary>Publish as the broker's contract has it, and nothing else.</summary>
[ServiceContract(Name = "Publisher", Namespace = ContractNamespace.Uri)]
internal interface IPublishing
{
    [OperationContract(Name = "Publish")]
    Task<PublishReceipt> PublishAsync(string topic, BrokerMessage message);
}
