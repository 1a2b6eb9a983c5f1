using System.Collections.Concurrent;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>Publishers that go on until they are stopped, and remember the ids that the broker acknowledged.</summary>
internal sealed class Load(string url, int publishers)
{
    private readonly ConcurrentQueue<string> _acknowledged = [];

    public string[] Acknowledged() => [.. _acknowledged];

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(Enumerable.Range(0, publishers).Select(number => PublishAsync(number, cancellation)));

    /// <summary>Waits until so many messages are acknowledged.</summary>
    public async Task HasAcknowledgedAsync(int count)
    {
        while (_acknowledged.Count < count)
            await Task.Yield();
    }

    private async Task PublishAsync(int number, CancellationToken cancellation)
    {
        const int BatchMessages = 20;
        await using var client = new WcfClient(url);
        for (var next = 0; !cancellation.IsCancellationRequested; next += BatchMessages)
        {
            var ids = Enumerable.Range(next, BatchMessages).Select(i => $"{number}-{i}").ToArray();
            await client.Broker.PublishBatchAsync(Array.ConvertAll(
                ids, id => new TopicMessage { Topic = $"/load/{number}", Message = new BrokerMessage { Id = id, Body = new byte[500] } }));
            foreach (var id in ids)
                _acknowledged.Enqueue(id);
        }
    }
}
