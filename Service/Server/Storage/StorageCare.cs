using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Storage;

/// <summary>Looks after the store: drops what is too old or too much, and stops publishers before the disk is full.</summary>
internal sealed partial class StorageCare(
    BrokerStorage storage, IOptions<StorageOptions> options, BrokerLoop loop, TimeProvider time, ILogger<StorageCare> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private bool _hadRoom = true;
    private long _damaged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Store is not { } store)
            return;
        if (!options.Value.FlushBeforeReceipt)
            NotFlushed(storage.Place);
        using var timer = new PeriodicTimer(Period, time);
        do
            await CareAsync(store, stoppingToken).ConfigureAwait(false);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task CareAsync(IStore store, CancellationToken cancellation)
    {
        var status = store.Status;
        var room = RoomFor(store, status);
        var hasRoom = room > 0;
        if (hasRoom != _hadRoom)
            Tell(hasRoom, status);
        _hadRoom = hasRoom;
        if (status.DamagedMessages > _damaged)
            DamageFound(status.DamagedMessages, storage.Place);
        _damaged = status.DamagedMessages;
        await loop.PostAsync(new ReportRoom(room), cancellation).ConfigureAwait(false);
        await loop.PostAsync(new TrimLog(FirstToKeep(store, status)), cancellation).ConfigureAwait(false);
    }

    private long RoomFor(IStore store, StoreStatus status) =>
        store.IsFull ? 0 : Math.Max(0, (status.FreeDiskBytes ?? long.MaxValue) - options.Value.FreeDiskBytesMin);

    private void Tell(bool hasRoom, StoreStatus status)
    {
        if (hasRoom)
            RoomIsBack(storage.Place);
        else
            RoomIsOut(storage.Place, status.FreeDiskBytes ?? 0, options.Value.FreeDiskBytesMin);
    }

    private long FirstToKeep(IStore store, StoreStatus status)
    {
        var first = store.FirstAt(DateTime.MinValue);
        var next = store.FirstAt(DateTime.MaxValue);
        var young = store.FirstAt(time.GetUtcNow().UtcDateTime - options.Value.AgeMax);

        // Messages are taken to be alike: what is too much is that share of the oldest. While rows of the last time are
        // still being removed the size says nothing, or they would be counted again and again.
        var excess = status.Sweeping ? 0 : Math.Max(0, status.Bytes - options.Value.BytesMax);
        var few = first + (long)((next - first) * ((double)excess / Math.Max(1, status.Bytes)));
        return Math.Max(young, few);
    }
}
