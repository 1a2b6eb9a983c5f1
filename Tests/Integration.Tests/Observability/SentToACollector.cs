using System.Diagnostics;
using System.Globalization;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;
using WcfBroker.Integration.Tests.Soap;

namespace WcfBroker.Integration.Tests.Observability;

/// <summary>What a broker sends to a collector, by OTLP.</summary>
[TestClass]
public sealed class SentToACollector
{
    private static Collector _collector = null!;
    private static RunningBroker _broker = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _collector = await Collector.StartAsync();
        _broker = RunningBroker.LaunchIn(
            null,
            [
                $"--Observability:Otlp:Endpoint={_collector.Url}", "--Observability:Otlp:Protocol=HttpProtobuf",
                "--Observability:Otlp:HeadersVariable=COLLECTOR_KEY", "--Observability:Otlp:Interval=00:00:01",
            ],
            "COLLECTOR_KEY=x-key");
        Assert.IsFalse(await _broker.IsUpAsync(), "Headers without values are refused.");
        await _broker.DisposeAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "x-key=secret\n");
        _broker = await RunningBroker.StartAsync(
            $"--Observability:Otlp:Endpoint={_collector.Url}", "--Observability:Otlp:Protocol=HttpProtobuf",
            $"--Observability:Otlp:HeadersFile={file}", "--Observability:Otlp:Interval=00:00:01");
        File.Delete(file);
        _collector.WaitFor("/v1/metrics", Text("wcfbroker.topics"));
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _broker.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [TestMethod]
    public async Task The_trace_of_a_message_from_publish_to_acknowledgement_and_the_metrics()
    {
        await using var wcf = new WcfClient(_broker.Url);
        await wcf.Broker.SubscribeAsync("/traced", new SubscriptionOptions { Durable = "traced" });
        var (trace, header) = NewTrace();
        await wcf.Broker.PublishAsync("/traced", new BrokerMessage { Headers = [new Header { Name = "traceparent", Value = header }] });
        var delivery = wcf.Recorder.Next();

        var context = ActivityContext.Parse(delivery.Headers!.Single().Value!, null);
        Assert.AreEqual(trace.ToHexString(), context.TraceId.ToHexString());
        Assert.AreNotEqual(header, delivery.Headers!.Single().Value, "The subscriber's parent is the broker's span.");
        Assert.AreEqual("secret", _collector.WaitFor(
            "/v1/traces", Bytes(trace), Text("publish"), Text("store"), Text("deliver"), Text("acknowledge"), Convert.FromHexString(context.SpanId.ToHexString())));
        Assert.AreEqual("secret", _collector.WaitFor("/v1/metrics", Text("wcfbroker.messages.published"), Text("wcfbroker.subscription.lag")));
        Assert.DoesNotContain("secret", _broker.Output);
    }

    [TestMethod]
    [DataRow("rest")]
    [DataRow("soap")]
    public async Task The_context_of_an_HTTP_request_is_that_of_its_message(string way)
    {
        await using var wcf = new WcfClient(_broker.Url);
        await wcf.Broker.SubscribeAsync($"/{way}", null);
        var (trace, header) = NewTrace();
        if (way == "rest")
        {
            using var http = new HttpClient { BaseAddress = _broker.HttpUrl };
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/topics/rest/messages") { Content = new StringContent("x") };
            request.Headers.Add("traceparent", header);
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }
        else
        {
            await using var soap = new PlainClient<IPublisher>($"{_broker.HttpUrl}broker", new BasicHttpBinding());
            using var scope = new OperationContextScope((IContextChannel)soap.Broker);
            OperationContext.Current.OutgoingMessageProperties[HttpRequestMessageProperty.Name] = new HttpRequestMessageProperty { Headers = { ["traceparent"] = header } };
            soap.Broker.PublishTextAsync("/soap", "x").GetAwaiter().GetResult();
        }

        Assert.AreEqual(trace, ActivityContext.Parse(wcf.Recorder.Next().Headers!.Single().Value!, null).TraceId);
    }

    [TestMethod]
    [DataRow("nettcp")]
    [DataRow("Basic")]
    [DataRow("SOAP 1.2 with addressing")]
    public async Task The_context_in_the_SOAP_headers_of_a_call_is_that_of_its_message(string way)
    {
        await using var wcf = new WcfClient(_broker.Url);
        await wcf.Broker.SubscribeAsync($"/headers/{way}", null);
        var (trace, header) = NewTrace();
        await using var publisher = way == "nettcp"
            ? new PlainClient<IPublisher>(_broker.Url)
            : new PlainClient<IPublisher>(SoapBindings.AddressOf(way, $"{_broker.HttpUrl}broker"), SoapBindings.Named(way));
        using (new OperationContextScope((IContextChannel)publisher.Broker))
        {
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("traceparent", header), ("tracestate", "vendor=1")])
                OperationContext.Current.OutgoingMessageHeaders.Add(MessageHeader.CreateHeader(name, "https://www.w3.org/TR/trace-context/", value, mustUnderstand: true));
            publisher.Broker.PublishTextAsync($"/headers/{way}", "x").GetAwaiter().GetResult();
            publisher.Broker.PublishAsync($"/headers/{way}", new BrokerMessage()).GetAwaiter().GetResult();
        }

        foreach (var delivery in wcf.Recorder.Next(2, 20))
        {
            Assert.AreEqual(trace, ActivityContext.Parse(delivery.Headers!.Single(one => one.Name == "traceparent").Value!, null).TraceId);
            Assert.AreEqual("vendor=1", delivery.Headers!.Single(one => one.Name == "tracestate").Value);
        }
    }

    [TestMethod]
    public async Task A_collector_is_spoken_to_by_gRPC_unless_the_settings_say_otherwise()
    {
        await using var collector = await Collector.StartAsync(HttpProtocols.Http2);
        await using var broker = await RunningBroker.StartAsync(
            $"--Observability:Otlp:Endpoint={collector.Url}", "--Observability:Otlp:Interval=00:00:01", "--Observability:Otlp:SampleRatio=1");
        await using var wcf = new WcfClient(broker.Url);
        collector.WaitFor("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", Text("wcfbroker.messages.published"));
        await wcf.Broker.PublishTextAsync("/grpc", "a trace of its own");
        collector.WaitFor("/opentelemetry.proto.collector.trace.v1.TraceService/Export", Text("publish"), Text("store"), Text("/grpc"));
        using var lab = LabClient.Json(broker.Original);
        lab.Send("""{"method": "SUBSCRIBE", "topic": "/lab", "msg": ""}""");
        lab.Send("""{"method": "PUBLISH", "topic": "/lab", "msg": "x"}""");
        collector.WaitFor("/opentelemetry.proto.collector.trace.v1.TraceService/Export", Text("publish"), Text("/lab"), Text("original"), Text("deliver"));
    }

    private static (ActivityTraceId Trace, string Header) NewTrace()
    {
        var trace = ActivityTraceId.CreateRandom();
        return (trace, string.Create(CultureInfo.InvariantCulture, $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Bytes(ActivityTraceId trace) => Convert.FromHexString(trace.ToHexString());
}
