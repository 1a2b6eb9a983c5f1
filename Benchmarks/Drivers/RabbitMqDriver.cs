using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Requests;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>RabbitMQ with its own client; each subscriber has a queue of its own, and nothing is acknowledged.</summary>
internal sealed class RabbitMqDriver(int port) : IDriver, IRequesting
{
    private const string Exchange = "amq.direct";

    public async Task<IDisposable> SubscribeAsync(string topic, Action<long> received)
    {
        var connection = await ConnectAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, Exchange, topic);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            received(NumberedPayload.Read(delivery.Body.Span));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return connection;
    }

    public async Task<IBatchPublisher> PublisherAsync(string topic, int payloadBytes, int batchMessages)
    {
        var connection = await ConnectAsync();
        return new Publisher(connection, await connection.CreateChannelAsync(), topic, payloadBytes, batchMessages);
    }

    public async Task<IRequester> RequesterAsync(string topic) => await RabbitMqRequester.OpenAsync(this, topic);

    public Task<IConnection> ConnectAsync() => new ConnectionFactory { HostName = "127.0.0.1", Port = port }.CreateConnectionAsync();

    private sealed class Publisher(IConnection connection, IChannel channel, string topic, int payloadBytes, int batchMessages) : IBatchPublisher
    {
        public async Task PublishAsync(long first)
        {
            for (var i = 0; i < batchMessages; i++)
                await channel.BasicPublishAsync(Exchange, topic, NumberedPayload.Create(first + i, payloadBytes));
        }

        public void Dispose() => connection.Dispose();
    }
}
