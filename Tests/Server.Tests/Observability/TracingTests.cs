using System.Diagnostics;
using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Server.Tests.Harness;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>A message is followed from its publish to its acknowledgement. Who listens is one for the whole process.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TracingTests : IAsyncDisposable
{
    private readonly TraceRecorder _traces = new();
    private readonly SecuredBroker _broker = new();
    private readonly TracedSubscriber _subscriber = new();

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _traces.Dispose();
    }

    [TestMethod]
    [DataRow(CallbackOperations.OnMessages, "acknowledge")]
    [DataRow(CallbackOperations.OnMessages, "return")]
    [DataRow(CallbackOperations.OnMessages, "reject")]
    [DataRow(CallbackOperations.HandleMessage, "acknowledge")]
    public async Task A_message_is_followed_from_publish_to_settlement(string callback, string end)
    {
        var publisher = TraceRecorder.NewTrace();
        await using var subscriber = new BrokerService(_broker.Get<Sessions.SessionServices>(), _subscriber);
        await using var service = _broker.Service();
        await subscriber.SubscribeAsync("/a", new SubscriptionOptions { Durable = "d", Callback = callback });

        var receipt = await service.PublishAsync("/a", Traced(publisher, "vendor=1"));
        var delivery = _subscriber.Next();
        if (callback == CallbackOperations.OnMessages)
        {
            var settled = end switch
            {
                "return" => subscriber.ReturnAsync(delivery.Token!, TimeSpan.FromHours(1), null),
                "reject" => subscriber.RejectAsync(delivery.Token!, null),
                _ => subscriber.AcknowledgeAsync([delivery.Token!]),
            };
            Assert.AreEqual(1, (await settled).Settled);
        }

        var store = _traces.Next(publisher, "store");
        var publish = _traces.Next(publisher, "publish");
        Assert.AreEqual((publisher.SpanId, ActivityKind.Producer, "vendor=1"), (publish.ParentSpanId, publish.Kind, publish.TraceStateString));
        Assert.AreEqual(("/a", "publish", "wcfbroker"), (publish.GetTagItem("messaging.destination.name"), publish.GetTagItem("messaging.operation.name"), publish.GetTagItem("messaging.system")));
        Assert.AreEqual((publish.SpanId, ActivityKind.Internal), (store.ParentSpanId, store.Kind));
        Assert.AreEqual(1, receipt.Sequence);
        CollectionAssert.Contains(delivery.Headers!.Select(header => $"{header.Name}={header.Value}").ToArray(), $"traceparent={publish.Id}");
        CollectionAssert.Contains(delivery.Headers!.Select(header => $"{header.Name}={header.Value}").ToArray(), "tracestate=vendor=1");
        Assert.AreEqual((publish.SpanId, ActivityKind.Consumer), Kind(_traces.Next(publisher, "deliver")));
        Assert.AreEqual((publish.SpanId, ActivityKind.Client), Kind(_traces.Next(publisher, end)));
    }

    [TestMethod]
    public async Task What_is_pulled_is_followed_too()
    {
        var publisher = TraceRecorder.NewTrace();
        await using var service = _broker.Service();
        var subscription = (await service.CreatePullSubscriptionAsync("/a", new SubscriptionOptions { Durable = "pulled" })).Id;
        await service.PublishAsync("/a", Traced(publisher));
        var pulled = (await service.PullAsync(subscription, 1, TimeSpan.Zero)).Deliveries.Single();
        await service.AcknowledgePulledAsync(subscription, [pulled.Token!]);
        var publish = _traces.Next(publisher, "publish");
        Assert.AreEqual(publish.SpanId, _traces.Next(publisher, "deliver").ParentSpanId);
        Assert.AreEqual(publish.SpanId, _traces.Next(publisher, "acknowledge").ParentSpanId);
    }

    [TestMethod]
    public async Task The_trace_that_a_call_is_part_of_is_that_of_a_message_without_one_of_its_own()
    {
        var (call, own) = (TraceRecorder.NewTrace(), TraceRecorder.NewTrace());
        await using var service = new BrokerService(_broker.Get<Sessions.SessionServices>(), _subscriber);
        using (new Activity("call").SetParentId(TraceRecorder.TextOf(call)).Start())
        {
            await service.PublishAsync("/a", new BrokerMessage());
            await service.PublishAsync("/a", Traced(own));
        }

        Assert.AreEqual(call.SpanId, _traces.Next(call, "publish").ParentSpanId);
        Assert.AreEqual(own.SpanId, _traces.Next(own, "publish").ParentSpanId);
    }

    [TestMethod]
    public async Task A_batch_is_a_child_of_its_first_trace_and_links_to_the_others()
    {
        var (one, other) = (TraceRecorder.NewTrace(), TraceRecorder.NewTrace());
        await using var service = _broker.Service();
        await service.PublishBatchAsync([Topic(new BrokerMessage()), Topic(Traced(one)), Topic(Traced(other))]);
        var store = _traces.Next(one, "store");
        var publish = _traces.Next(one, "publish");
        Assert.AreEqual(one.SpanId, publish.ParentSpanId);
        Assert.AreEqual(other.TraceId, publish.Links.Single().Context.TraceId);
        Assert.AreEqual(3, publish.GetTagItem("messaging.batch.message_count"));
        Assert.AreEqual(publish.SpanId, store.ParentSpanId);
        CollectionAssert.AreEqual((ActivityTraceId[])[one.TraceId, other.TraceId], store.Links.Select(link => link.Context.TraceId).ToArray());
    }

    [TestMethod]
    public async Task A_publish_that_is_refused_says_why()
    {
        var publisher = TraceRecorder.NewTrace();
        await using var service = _broker.Service();
        var message = Traced(publisher);
        message.Id = "1";
        await service.PublishAsync("/a", message);
        Assert.AreEqual(ActivityStatusCode.Unset, _traces.Next(publisher, "publish").Status);
        message.Body = [1];
        await Assert.ThrowsExactlyAsync<FaultException<BrokerFault>>(() => service.PublishAsync("/a", message));
        var refused = _traces.Next(publisher, "publish");
        Assert.AreEqual((ActivityStatusCode.Error, (object)"InvalidMessage"), (refused.Status, refused.GetTagItem("error.type")!));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0")]
    [DataRow("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [DataRow("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [DataRow("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [DataRow("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")]
    [DataRow("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    public async Task A_context_that_is_malformed_or_not_recorded_leads_to_no_span_and_leaves_the_message_as_it_is(string context)
    {
        await using var subscriber = new BrokerService(_broker.Get<Sessions.SessionServices>(), _subscriber);
        await subscriber.SubscribeAsync("/a", null);
        await subscriber.PublishAsync("/a", new BrokerMessage { Headers = [new Header { Name = "traceparent", Value = context }] });
        Assert.AreEqual(context, _subscriber.Next().Headers!.Single().Value);
        Assert.IsTrue(_traces.IsEmpty);
    }

    private static (ActivitySpanId, ActivityKind) Kind(Activity span) => (span.ParentSpanId, span.Kind);

    private static BrokerMessage Traced(ActivityContext context, string? state = null) => new()
    {
        Headers = [new Header { Name = "traceparent", Value = TraceRecorder.TextOf(context) }, .. state is null ? (Header[])[] : [new Header { Name = "tracestate", Value = state }]],
    };

    private static TopicMessage Topic(BrokerMessage message) => new() { Topic = "/a", Message = message };
}
