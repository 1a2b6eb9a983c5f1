using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.Server;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>A call that publishes one message and waits for nothing.</summary>
internal sealed class PostCall(TopicName topic, MessageContent content) : EncodedCall
{
    protected override Task StartAsync(object service) => ((BrokerService)service).PostAsync(topic, content);
}
