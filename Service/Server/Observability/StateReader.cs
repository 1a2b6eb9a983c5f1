using Microsoft.Extensions.Options;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Counting;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Options;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Observability;

/// <summary>Asks the loop and the store how much there is, for gauges: once for all gauges that are read together.</summary>
internal sealed class StateReader(BrokerLoop loop, BrokerStorage storage, IOptions<ObservabilityOptions> options, TimeProvider time)
{
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private StateSnapshot? _last;
    private long? _readAt;

    /// <summary>
    /// What there was at most a second ago; null while the loop does not answer. Gauges are read by a thread of the exporter, which may wait.
    /// </summary>
    public StateSnapshot? Last()
    {
        lock (_lock)
        {
            if (_readAt is not { } readAt || time.GetElapsedTime(readAt) > AgeMax)
                Keep(AskAsync(CancellationToken.None).GetAwaiter().GetResult());
            return _last;
        }
    }

    /// <summary>Asks now.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var snapshot = await AskAsync(cancellation).ConfigureAwait(false);
        lock (_lock)
            Keep(snapshot);
    }

    private void Keep(StateSnapshot? snapshot) => (_last, _readAt) = (snapshot, time.GetTimestamp());

    private async Task<StateSnapshot?> AskAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = time.CreateTimer(_ => deadline.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var reply = new Reply<BrokerMeasures>();
            await loop.PostAsync(new GetMeasures(options.Value.Metrics.SubscriptionsMax, reply), deadline.Token).ConfigureAwait(false);
            var measures = await reply.Task.WaitAsync(deadline.Token).ConfigureAwait(false);
            var now = time.GetUtcNow().UtcDateTime;
            return new StateSnapshot(measures, storage.Store?.Status, [.. measures.Subscriptions.Select(subscription => AgeOf(subscription, now))]);
        }
        catch (Exception exception) when (exception is BrokerException or StoreException or OperationCanceledException)
        {
            return null;
        }
    }

    // A message that is no longer in memory has its time in the store.
    private TimeSpan AgeOf(SubscriptionMeasures subscription, DateTime now)
    {
        var published = subscription.OldestUtc
            ?? (subscription.Oldest is { } oldest && storage.Store?.Read(oldest, 1, 1).Messages is [var message, ..] ? message.PublishedUtc : now);
        return now > published ? now - published : TimeSpan.Zero;
    }
}
