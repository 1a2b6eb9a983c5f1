using RabbitMQ.Client;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Durable;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Publishers to a quorum queue of RabbitMQ, with its own client and its confirmations.</summary>
internal sealed class QuorumQueue(IConnection[] connections, IChannel[] channels, int inFlight, byte[] body) : IConfirming
{
    private const string Queue = "durable";

    public static async Task<QuorumQueue> OpenAsync(int port, int connections, int inFlight, byte[] body)
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => new RabbitMqDriver(port).ConnectAsync()));
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        var channels = await Task.WhenAll(opened.Select(connection => connection.CreateChannelAsync(options)));
        // What nobody takes is dropped at some length, so that the disk is not filled.
        await channels[0].QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-max-length"] = 100_000 });
        return new(opened, channels, inFlight, body);
    }

    public Task<long> PublishAsync(Func<bool> goesOn) => Callers.RunAsync(inFlight, goesOn, async caller =>
    {
        await channels[caller % channels.Length].BasicPublishAsync("", Queue, mandatory: false, new BasicProperties { Persistent = true }, body);
        return 1;
    });

    public void Dispose()
    {
        foreach (var connection in connections)
            connection.Dispose();
    }
}
