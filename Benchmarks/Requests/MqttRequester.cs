using System.Buffers;
using MQTTnet;
using MQTTnet.Formatter;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Requests;

/// <summary>A broker of MQTT 5 with MQTTnet's client: a request names its response topic and carries correlation data.</summary>
internal sealed class MqttRequester : IRequester
{
    private readonly IMqttClient _requester;
    private readonly IMqttClient _responder;
    private readonly string _topic;
    private readonly string _responseTopic;
    private readonly PendingReplies _pending = new();

    private MqttRequester(IMqttClient requester, IMqttClient responder, string topic)
    {
        (_requester, _responder, _topic, _responseTopic) = (requester, responder, topic, $"{topic}/replies");
        responder.ApplicationMessageReceivedAsync += RespondAsync;
        requester.ApplicationMessageReceivedAsync += reply =>
        {
            _pending.Complete(NumberedPayload.Read(reply.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
    }

    public static async Task<MqttRequester> OpenAsync(MqttDriver driver, string topic)
    {
        var clients = new MqttRequester(await driver.ConnectAsync(MqttProtocolVersion.V500), await driver.ConnectAsync(MqttProtocolVersion.V500), topic);
        await clients._responder.SubscribeAsync(topic);
        await clients._requester.SubscribeAsync(clients._responseTopic);
        return clients;
    }

    public Task RequestAsync(long number) => _pending.RequestAsync(number, () => _requester.PublishAsync(new MqttApplicationMessageBuilder()
        .WithTopic(_topic)
        .WithResponseTopic(_responseTopic)
        .WithCorrelationData(BitConverter.GetBytes(number))
        .WithPayload(NumberedPayload.Create(number, IRequester.PayloadBytes))
        .Build()));

    public void Dispose()
    {
        _requester.Dispose();
        _responder.Dispose();
    }

    private Task<MqttClientPublishResult> RespondAsync(MqttApplicationMessageReceivedEventArgs request) => _responder.PublishAsync(new MqttApplicationMessageBuilder()
        .WithTopic(request.ApplicationMessage.ResponseTopic)
        .WithCorrelationData(request.ApplicationMessage.CorrelationData)
        .WithPayload(request.ApplicationMessage.Payload)
        .Build());
}
