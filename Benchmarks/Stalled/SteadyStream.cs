using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>A publisher at a fixed rate, the healthy subscribers of its two topics, and a stalled one of one of them.</summary>
internal sealed class SteadyStream : IDisposable
{
    private const string Topic = "/steady";
    private const string AllRead = $"{Topic}/all-read";
    private const string OneStalled = $"{Topic}/one-stalled";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly LatencyRecorder _recorder = new();
    private readonly WcfConnection _connection;
    private readonly SteadyPublisher _publisher;
    private readonly List<RawSocket> _healthy = [];
    private RawSocket? _stalled;

    private SteadyStream(string url)
    {
        _connection = new WcfConnection(url, new CountingCallback(null));
        _publisher = new SteadyPublisher(_connection.Broker, [AllRead, OneStalled], _recorder);
    }

    public static async Task<SteadyStream> OpenAsync(string url, int healthy)
    {
        var stream = new SteadyStream(url);
        for (var i = 0; i < healthy; i++)
        {
            var socket = await SubscribeAsync(url, Topic);
            stream._healthy.Add(socket);
            _ = socket.ReceiveAsync(stream._recorder.Receive);
        }

        stream._stalled = await SubscribeAsync(url, OneStalled);
        return stream;
    }

    /// <summary>Publishes for a while and waits until every healthy subscriber has received all.</summary>
    /// <returns>The latencies of the topic that all read, and of the one that the stalled session does not.</returns>
    public async Task<(Latency AllRead, Latency OneStalled)> RunAsync(TimeSpan duration)
    {
        await _publisher.PostAsync(duration);
        using var patience = new CancellationTokenSource(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (_recorder.Received < _publisher.Posted * _healthy.Count)
            await ticks.WaitForNextTickAsync(patience.Token);
        return (_recorder.Take(Slice.AllRead), _recorder.Take(Slice.OneStalled));
    }

    /// <summary>Lets the stalled session read on until it comes to its notice of what it missed.</summary>
    public Task ResumeAsync() => _stalled!.ReceiveUntilAsync("Gap"u8.ToArray()).WaitAsync(Patience);

    public void Dispose()
    {
        foreach (var socket in _healthy)
            socket.Dispose();
        _stalled?.Dispose();
        _connection.Dispose();
    }

    private static Task<RawSocket> SubscribeAsync(string url, string topic) =>
        NetTcpAudience.SubscribeAsync(url, topic, CallbackOperations.OnMessages);
}
