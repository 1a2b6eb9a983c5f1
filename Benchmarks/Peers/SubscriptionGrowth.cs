using System.Diagnostics;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Makes one broker's subscriptions more and more, and measures on the way.</summary>
internal sealed class SubscriptionGrowth(RunningBroker broker) : IDisposable
{
    public const int Few = 1_000;
    public const int Chunk = 10_000;
    public const int ConnectionMax = 100_000;
    public const int Subscriptions = 1_000_000;
    public const int InFlight = 100;

    // The subscriptions of some protocols and the messages of all have two numbers.
    private const int Numbers = 2;
    private const int WarmUps = 10;
    private static readonly TimeSpan Publish = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly List<ManySubscriptions> _connections = [];
    private readonly DeliveryWindow _window = new(subscribers: 1);
    private long _received;
    private long _batches;
    private int _count;

    public static string Topic { get; } = $"/subscriptions/{NumberedPayload.Text(0)}";

    public double Bytes { get; private set; }

    public Flatness Subscribing { get; private set; }

    public Flatness Publishing { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await WarmUpAsync(cancellation);
        await SubscribeAsync(Few, cancellation);
        await PublishAsync(Few, cancellation);
        var publishing = await PublishAsync(Few, cancellation);
        await Task.Delay(Settling, TimeProvider.System, cancellation);
        var before = broker.Process.ResidentBytes;
        var (first, last) = (await SubscribeAsync(Chunk, cancellation), 0.0);
        while (_count < Subscriptions)
            last = await SubscribeAsync(Math.Min(ConnectionMax, Subscriptions - _count), cancellation);
        await Task.Delay(Settling, TimeProvider.System, cancellation);
        Bytes = (broker.Process.ResidentBytes - before) / (double)(Subscriptions - Few);
        Subscribing = new(first, last);
        Publishing = new(publishing, await PublishAsync(Subscriptions, cancellation));
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
        _window.Dispose();
    }

    private async Task WarmUpAsync(CancellationToken cancellation)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            using var many = await ((ISubscribingMany)broker.Driver).OpenAsync($"/warm-up/{NumberedPayload.Text(0)}");
            await SubscribeAsync(many, Chunk, cancellation);
        }
    }

    private async Task<double> SubscribeAsync(int count, CancellationToken cancellation)
    {
        var many = await ((ISubscribingMany)broker.Driver).OpenAsync(Topic);
        _connections.Add(many);
        var rate = await SubscribeAsync(many, count, cancellation);
        _count += count;
        _ = many.Socket.ReceiveAsync(_ => Receive(many.DeliveryNumbers));
        return rate;
    }

    private async Task<double> SubscribeAsync(ManySubscriptions many, int count, CancellationToken cancellation)
    {
        // Not disposed: its socket goes on.
        var calls = new ConfirmedPublisher(many.Socket, many.Call, many.Confirmation, InFlight, many.CallNumbers, (long)_count * many.CallNumbers);
        var start = Stopwatch.GetTimestamp();
        var confirmed = 0L;
        while (confirmed < count)
        {
            cancellation.ThrowIfCancellationRequested();
            confirmed += await calls.PublishAsync(() => false);
        }

        return confirmed / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Publishes to the first so many topics in turn, and receives all.</summary>
    private async Task<double> PublishAsync(int topics, CancellationToken cancellation)
    {
        using var publisher = await broker.Driver.PublisherAsync(Topic, MessageStream.PayloadBytes, DeliveryWindow.BatchMessages);
        var (start, before) = (Stopwatch.GetTimestamp(), _batches);
        for (var first = 0; Stopwatch.GetElapsedTime(start) < Publish; first = (first + (DeliveryWindow.BatchMessages * Numbers)) % topics)
        {
            cancellation.ThrowIfCancellationRequested();
            await _window.EnterAsync();
            await publisher.PublishAsync(first);
            _batches++;
        }

        await _window.DrainAsync();
        return (_batches - before) * DeliveryWindow.BatchMessages / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Receive(int deliveryNumbers)
    {
        // All connections of a broker have as many numbers in a delivery.
        var received = Interlocked.Increment(ref _received);
        var batch = (long)DeliveryWindow.BatchMessages * deliveryNumbers;
        if (received % batch == 0)
            _window.Received((received / batch) - 1);
    }
}
