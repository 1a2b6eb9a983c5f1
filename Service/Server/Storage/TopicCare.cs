using Microsoft.Extensions.Hosting;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Retention;

namespace WcfBroker.Server.Storage;

/// <summary>Looks after single topics: drops now and then what their policies no longer keep.</summary>
internal sealed class TopicCare(BrokerStorage storage, BrokerLoop loop, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Store is not { } store || !loop.Broker.Policies.All.Any(policy => policy.Drops))
            return;
        var retention = new TopicRetention(store, loop, time);
        using var timer = new PeriodicTimer(Period, time);
        do
            await DropAsync(retention, stoppingToken).ConfigureAwait(false);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private static async Task DropAsync(TopicRetention retention, CancellationToken cancellation)
    {
        try
        {
            await retention.DropAsync(cancellation).ConfigureAwait(false);
        }
        catch (BrokerException exception) when (exception.Error.Code is ErrorCode.ServerStopping or ErrorCode.OutcomeUnknown)
        {
            // The loop has ended, and the server does with it.
        }
    }
}
