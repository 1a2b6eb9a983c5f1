using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Options;
using WcfBroker.Server.Storage;

namespace WcfBroker.Server.Health;

/// <summary>Looks whether the broker can do its work: its loop answers in time, its store can be written, its disk has room.</summary>
internal sealed class Readiness(
    BrokerLoop loop,
    BrokerStorage storage,
    IHostApplicationLifetime lifetime,
    IOptions<ObservabilityOptions> options,
    IOptions<StorageOptions> limits,
    TimeProvider time)
{
    private const string ProbeFile = "ready.probe";
    private readonly Lock _probing = new();

    public async Task<HealthReport> CheckAsync(CancellationToken cancellation)
    {
        var checks = new List<HealthCheck> { CheckProcess(), await CheckLoopAsync(cancellation).ConfigureAwait(false) };
        if (storage.Store is { } store)
            checks.AddRange([CheckStore(store), CheckDisk(store)]);
        return HealthReport.Of(checks);
    }

    private HealthCheck CheckProcess() =>
        lifetime.ApplicationStopping.IsCancellationRequested ? new("process", false, "the broker is stopping") : new("process", true, "running");

    private async Task<HealthCheck> CheckLoopAsync(CancellationToken cancellation)
    {
        const string Name = "loop";
        var max = options.Value.Health.LoopLatencyMax;
        var started = time.GetTimestamp();
        try
        {
            var reply = new Reply<BrokerStatus>();
            loop.Post(new GetStatus(reply));
            await reply.Task.WaitAsync(max, time, cancellation).ConfigureAwait(false);
            return new(Name, true, Text($"answered in {time.GetElapsedTime(started).TotalMilliseconds:0.0} ms"));
        }
        catch (TimeoutException)
        {
            return new(Name, false, Text($"did not answer in {max.TotalMilliseconds:0} ms"));
        }
        catch (BrokerException exception)
        {
            return new(Name, false, exception.Message);
        }
    }

    // The database itself is not touched: to open and close its file would let go of its locks.
    private HealthCheck CheckStore(IStore store)
    {
        const string Name = "store";
        try
        {
            lock (_probing)
            {
                using var probe = new FileStream(
                    Path.Combine(storage.Place, ProbeFile), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
                probe.WriteByte(0);
            }

            return store.IsFull ? new(Name, false, "the store has no room and lives on its reserve") : new(Name, true, "can be written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(Name, false, "the folder of the store cannot be written");
        }
    }

    private HealthCheck CheckDisk(IStore store)
    {
        const string Name = "disk";
        try
        {
            return store.Status is not { FreeDiskBytes: { } free } ? new(Name, true, "not known")
                : new(Name, free >= limits.Value.FreeDiskBytesMin, Text($"{free} bytes are free, at least {limits.Value.FreeDiskBytesMin} are wanted"));
        }
        catch (StoreException exception)
        {
            return new(Name, false, exception.Message);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
