using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Durable;

/// <summary>Unmodified WCF clients that publish while they are told to go on.</summary>
internal sealed class WcfPublishers : IDisposable
{
    private const string Topic = "/durable/wcf";

    private readonly WcfConnection[] _connections;
    private readonly int _bodyBytes;
    private long _next;

    public WcfPublishers(string url, int connections, int bodyBytes, long firstNumber)
    {
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new WcfConnection(url, new CountingCallback(null)))];
        _bodyBytes = bodyBytes;
        _next = firstNumber;
    }

    /// <summary>One message a call, so many callers on each connection.</summary>
    public Task<long> PublishAsync(int callers, Func<bool> goesOn) =>
        Callers.RunAsync(callers * _connections.Length, goesOn, async caller =>
        {
            await Broker(caller).PublishAsync(Topic, Message());
            return 1;
        });

    /// <summary>So many messages a call, one caller on each connection.</summary>
    public Task<long> PublishBatchesAsync(int messages, Func<bool> goesOn) =>
        Callers.RunAsync(_connections.Length, goesOn, async caller =>
        {
            await Broker(caller).PublishBatchAsync([.. Enumerable.Range(0, messages).Select(_ => new TopicMessage { Topic = Topic, Message = Message() })]);
            return messages;
        });

    /// <summary>Calls that touch no disk, so many callers on each connection.</summary>
    public Task<long> GetLastMessageAsync(int callers, Func<bool> goesOn) =>
        Callers.RunAsync(callers * _connections.Length, goesOn, async caller =>
        {
            await Broker(caller).GetLastMessageAsync(Topic);
            return 1;
        });

    /// <summary>Publishes one more message, and returns its sequence.</summary>
    public async Task<long> PublishOneAsync() => (await Broker(0).PublishAsync(Topic, Message())).Sequence;

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private IBroker Broker(int caller) => _connections[caller % _connections.Length].Broker;

    private BrokerMessage Message() => new() { Id = NumberedPayload.Text(Interlocked.Increment(ref _next)), Body = new byte[_bodyBytes] };
}
