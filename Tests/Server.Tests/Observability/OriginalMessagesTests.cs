using System.Diagnostics;
using OpenTelemetry.Trace;
using WcfBroker.Core;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Observability;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>A message of the original protocol begins a trace, which ends at those that it is sent to. Who listens is one for the whole process.</summary>
[TestClass]
[DoNotParallelize]
public sealed class OriginalMessagesTests : IDisposable
{
    private readonly TraceRecorder _traces = new(new AlwaysOnSampler());
    private readonly BrokerMetrics _metrics = new(TimeProvider.System);

    public void Dispose() => _traces.Dispose();

    [TestMethod]
    public void A_publish_begins_a_trace_that_its_deliveries_are_part_of()
    {
        var messages = new OriginalMessages(_metrics, TimeProvider.System);
        var (topic, content, reply) = (TopicName.Parse("/lab"), new MessageContent(), new Reply<Receipt>());
        var watched = messages.Publishing(topic, ref content, reply);
        Assert.IsTrue(_traces.IsEmpty, "It lasts until the message is stored.");
        watched.Complete(new Receipt(1, DateTime.UnixEpoch, 1));
        var publish = _traces.Next(default, "publish");
        Assert.IsTrue(reply.Task.IsCompletedSuccessfully);
        Assert.AreEqual((default, "/lab", "original"), (publish.ParentSpanId, publish.GetTagItem("messaging.destination.name"), publish.GetTagItem("network.protocol.name")));

        var message = new PublishedMessage(new Broker(BrokerLimits.Default).TopicLog[0], 1, DateTime.UnixEpoch, null, content);
        messages.Delivered([new OutboxItem(OutboxItemKind.TopicList, null), new OutboxItem(OutboxItemKind.Message, null) { Message = message }], DateTimeOffset.UnixEpoch);
        var deliver = _traces.Next(default, "deliver");
        Assert.AreEqual((publish.TraceId, publish.SpanId, ActivityKind.Consumer), (deliver.TraceId, deliver.ParentSpanId, deliver.Kind));
        Assert.AreEqual(1, _metrics.Delivered(Protocol.Original));
        Assert.AreEqual(1, _metrics.AllDelivered);
    }

    [TestMethod]
    public async Task A_publish_that_is_refused_says_why()
    {
        var (content, reply) = (new MessageContent(), new Reply<Receipt>());
        new OriginalMessages(_metrics, TimeProvider.System).Publishing(TopicName.Parse("/lab"), ref content, reply).Refuse(BrokerError.Stopping);
        Assert.AreEqual(ActivityStatusCode.Error, _traces.Next(default, "publish").Status);
        await Assert.ThrowsExactlyAsync<BrokerException>(() => reply.Task);
    }
}
