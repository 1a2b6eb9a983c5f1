using WcfBroker.Cli.Publishing;
using WcfBroker.Client;
using WcfBroker.Client.Subscriptions;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Cli.Bench;

/// <summary>Publishes and receives over connections of its own, and measures both.</summary>
internal sealed class BenchRun(BenchArguments arguments, Func<CancellationToken, Task<BrokerConnection>> connect, TimeProvider time) : IAsyncDisposable
{
    // The broker holds 1,000 for a session unless it is told otherwise.
    private const int AheadMax = 900;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly long _run = time.GetTimestamp();
    private readonly Window _window = new(Math.Max(AheadMax, arguments.BatchMessages), arguments.Subscribers);
    private readonly List<BrokerConnection> _connections = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly CancellationTokenSource _stop = new();
    private long _begun;
    private long _started;

    /// <summary>Batches, from the call to the receipt.</summary>
    public Measure Published { get; } = new(time);

    /// <summary>Messages, from the call to the subscriber.</summary>
    public Measure Delivered { get; } = new(time);

    /// <summary>Messages that some subscriber did not get.</summary>
    public long Missing => arguments.Subscribers == 0 ? 0 : Published.Count - _window.Slowest;

    /// <summary>The share of the work that is done: of the messages or of the time, whichever ends it.</summary>
    public double Progress =>
        _started == 0 ? 0 : Math.Max((double)Published.Count / arguments.CountMax, time.GetElapsedTime(_started) / arguments.DurationMax);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var receiving = new List<Task>();
        for (var i = 0; i < arguments.Subscribers; i++)
        {
            receiving.Add(ReceiveAsync(i, await SubscribeAsync(cancellationToken), stop.Token));
        }

        var publishers = new List<BrokerConnection>();
        for (var i = 0; i < arguments.Publishers; i++)
        {
            publishers.Add(await ConnectAsync(cancellationToken));
        }

        _started = time.GetTimestamp();
        await Task.WhenAll(publishers.ConvertAll(publisher => PublishAsync(publisher, cancellationToken)));
        await ArriveAsync(receiving, cancellationToken);
        await _stop.CancelAsync();
        await Task.WhenAll(receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Nothing of it stays in the broker but the messages that are kept for a while.
        await publishers[0].PublishAsync(arguments.Topic, new BrokerMessage { ClearRetained = true }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_subscriptions.ConvertAll(subscription => subscription.DisposeAsync().AsTask()));
        await Task.WhenAll(_connections.ConvertAll(connection => connection.DisposeAsync().AsTask()));
        _stop.Dispose();
        _window.Dispose();
    }

    private async Task<BrokerConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = await connect(cancellationToken);
        _connections.Add(connection);
        return connection;
    }

    private async Task<Subscription> SubscribeAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        var subscription = await connection.SubscribeAsync(
            $"={arguments.Topic}", new SubscriptionOptions { Start = StartPositions.New }, cancellationToken);
        _subscriptions.Add(subscription);
        return subscription;
    }

    private async Task PublishAsync(BrokerConnection connection, CancellationToken cancellationToken)
    {
        while (time.GetElapsedTime(_started) < arguments.DurationMax)
        {
            var count = (int)Math.Min(arguments.BatchMessages, arguments.CountMax - Interlocked.Add(ref _begun, arguments.BatchMessages) + arguments.BatchMessages);
            if (count <= 0)
            {
                return;
            }

            await _window.TakeAsync(count, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            var started = time.GetTimestamp();
            var body = BenchPayload.Write(arguments.SizeBytes, _run, started);
            var batch = Enumerable.Repeat(
                new TopicMessage { Topic = arguments.Topic, Message = new BrokerMessage { ContentType = ContentTypes.Bytes, Body = body } }, count).ToList();
            await BusyBroker.RetryAsync(() => connection.PublishBatchAsync(batch, cancellationToken), time, cancellationToken);
            Published.Add(started, count);
        }
    }

    private async Task ReceiveAsync(int subscriber, Subscription subscription, CancellationToken cancellationToken)
    {
        await foreach (var delivery in subscription.WithCancellation(cancellationToken))
        {
            if (BenchPayload.Read(delivery.Body, _run) is { } sent)
            {
                Delivered.Add(sent);
                _window.Receive(subscriber);
            }
        }
    }

    // What was published last is on its way; a subscription that ended is waited for no longer.
    private async Task ArriveAsync(List<Task> receiving, CancellationToken cancellationToken)
    {
        var until = time.GetTimestamp();
        while (Missing > 0 && time.GetElapsedTime(until) < Patience && !receiving.Exists(task => task.IsCompleted))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        }
    }
}
