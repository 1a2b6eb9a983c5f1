using WcfBroker.Core;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.Server;
using WcfBroker.ServiceModel.Callbacks;
using WcfBroker.ServiceModel.Requests;

namespace WcfBroker.Host.NetTcp;

/// <summary>A call that publishes several messages and waits for their receipt.</summary>
internal sealed class PublishBatchCall((TopicName Topic, MessageContent Content)[] messages, BatchReceiptEncoding encoding)
    : EncodedCall, IReply<Receipt[]>
{
    private BrokerService? _service;
    private Receipt[] _receipts = [];

    public void Complete(Receipt[] value)
    {
        _receipts = value;
        Complete();
    }

    public void Refuse(BrokerError error) => Fail(_service!.Refused(error));

    protected override Task StartAsync(object service)
    {
        _service = (BrokerService)service;
        _service.PublishBatch(messages, this);
        return Task.CompletedTask;
    }

    protected override void WriteResult(FragmentWriter writer) => encoding.Write(writer, _receipts, _service!);
}
