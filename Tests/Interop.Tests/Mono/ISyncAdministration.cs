using System.ServiceModel;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Topics;

namespace WcfBroker.Interop.Mono;

/// <summary>The contract BrokerAdministration without tasks, as far as it is needed.</summary>
[ServiceContract(Name = "BrokerAdministration", Namespace = ContractNamespace.Uri)]
internal interface ISyncAdministration
{
    [OperationContract]
    [FaultContract(typeof(BrokerFault))]
    TopicPage ListAllTopics(string? prefix, string? after, int count);
}
