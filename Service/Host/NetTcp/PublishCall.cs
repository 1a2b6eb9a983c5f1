using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.Server;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>A call that publishes one message and waits for its receipt.</summary>
internal sealed class PublishCall(TopicName topic, MessageContent content, string parameter, ReceiptEncoding encoding) : EncodedCall, IReply<Receipt>
{
    private BrokerService? _service;
    private Receipt _receipt;

    public void Complete(Receipt value)
    {
        _receipt = value;
        Complete();
    }

    public void Refuse(BrokerError error) => Fail(_service!.Refused(error));

    protected override Task StartAsync(object service)
    {
        _service = (BrokerService)service;
        _service.Publish(topic, content, parameter, this);
        return Task.CompletedTask;
    }

    protected override void WriteResult(FragmentWriter writer) => encoding.Write(writer, _receipt, _service!.LevelOf(_receipt.Durability));
}
