using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Requests;

/// <summary>RabbitMQ with its own client and its direct reply-to: replies need no queue.</summary>
internal sealed class RabbitMqRequester : IRequester
{
    private const string ReplyQueue = "amq.rabbitmq.reply-to";

    private readonly IConnection[] _connections;
    private readonly IChannel _channel;
    private readonly string _topic;
    private readonly PendingReplies _pending = new();

    private RabbitMqRequester(IConnection[] connections, IChannel channel, string topic) => (_connections, _channel, _topic) = (connections, channel, topic);

    public static async Task<RabbitMqRequester> OpenAsync(RabbitMqDriver driver, string topic)
    {
        IConnection[] connections = [await driver.ConnectAsync(), await driver.ConnectAsync()];
        var responder = await connections[1].CreateChannelAsync();
        await responder.QueueDeclareAsync(topic);
        await ConsumeAsync(responder, topic, async request =>
        {
            var properties = new BasicProperties { CorrelationId = request.BasicProperties.CorrelationId };
            await responder.BasicPublishAsync("", request.BasicProperties.ReplyTo!, mandatory: false, properties, request.Body);
        });
        var requester = new RabbitMqRequester(connections, await connections[0].CreateChannelAsync(), topic);
        await ConsumeAsync(requester._channel, ReplyQueue, reply =>
        {
            requester._pending.Complete(NumberedPayload.Read(reply.Body.Span));
            return Task.CompletedTask;
        });
        return requester;
    }

    public Task RequestAsync(long number) => _pending.RequestAsync(number, async () =>
    {
        var properties = new BasicProperties { ReplyTo = ReplyQueue, CorrelationId = $"{number}" };
        await _channel.BasicPublishAsync("", _topic, mandatory: false, properties, NumberedPayload.Create(number, IRequester.PayloadBytes));
    });

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static Task<string> ConsumeAsync(IChannel channel, string queue, Func<BasicDeliverEventArgs, Task> received)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => received(delivery);
        return channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }
}
