using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>A host of its own with a publisher at a fixed rate and its healthy subscribers.</summary>
internal sealed class SteadyStream : IAsyncDisposable
{
    private const string Topic = "/steady";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly LatencyRecorder _recorder = new();
    private readonly ServerProcess _host;
    private readonly string _url;
    private readonly WcfConnection _connection;
    private readonly SteadyPublisher _publisher;
    private readonly List<RawSocket> _healthy = [];

    private SteadyStream(ServerProcess host)
    {
        _host = host;
        _url = host.Address(Servers.NetTcp);
        _connection = new WcfConnection(_url, new CountingCallback(null));
        _publisher = new SteadyPublisher(_connection.Broker, Topic, _recorder);
    }

    public static async Task<SteadyStream> OpenAsync(int healthy)
    {
        var stream = new SteadyStream(await Servers.StartHostAsync());
        for (var i = 0; i < healthy; i++)
        {
            var socket = await stream.SubscribeAsync();
            stream._healthy.Add(socket);
            _ = socket.ReceiveAsync(stream._recorder.Receive);
        }

        return stream;
    }

    /// <summary>One more session, which does not read.</summary>
    public Task<RawSocket> SubscribeAsync() => NetTcpAudience.SubscribeAsync(_url, Topic, CallbackOperations.OnMessages);

    /// <summary>Publishes for a while and waits until every healthy subscriber has received all.</summary>
    public async Task<Latency> RunAsync(TimeSpan duration)
    {
        await _publisher.PostAsync(duration);
        using var patience = new CancellationTokenSource(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (_recorder.Received < _publisher.Posted * _healthy.Count)
            await ticks.WaitForNextTickAsync(patience.Token);
        return _recorder.Take();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _healthy)
            socket.Dispose();
        _connection.Dispose();
        await _host.DisposeAsync();
    }
}
