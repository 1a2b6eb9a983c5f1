using System.Buffers;
using MQTTnet;
using MQTTnet.Formatter;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Requests;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>A broker of MQTT with MQTTnet's client, quality of service 0.</summary>
internal sealed class MqttDriver(int port) : IDriver, IRequesting
{
    // None at all, and mosquitto asks for one of 18 hours in MQTT 5, which the client takes for one that is over.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromHours(1);
    private static readonly MqttClientFactory Factory = new();

    public async Task<IDisposable> SubscribeAsync(string topic, Action<long> received)
    {
        var client = await ConnectAsync();
        client.ApplicationMessageReceivedAsync += message =>
        {
            received(NumberedPayload.Read(message.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
        await client.SubscribeAsync(topic);
        return client;
    }

    public async Task<IBatchPublisher> PublisherAsync(string topic, int payloadBytes, int batchMessages) =>
        new Publisher(await ConnectAsync(), topic, payloadBytes, batchMessages);

    public async Task<IRequester> RequesterAsync(string topic) => await MqttRequester.OpenAsync(this, topic);

    public async Task<IMqttClient> ConnectAsync(MqttProtocolVersion version = MqttProtocolVersion.V311)
    {
        var client = Factory.CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(version).WithKeepAlivePeriod(KeepAlive).Build());
        return client;
    }

    private sealed class Publisher(IMqttClient client, string topic, int payloadBytes, int batchMessages) : IBatchPublisher
    {
        public async Task PublishAsync(long first)
        {
            for (var i = 0; i < batchMessages; i++)
                await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(NumberedPayload.Create(first + i, payloadBytes)).Build());
        }

        public void Dispose() => client.Dispose();
    }
}
