using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Core;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Storage;

/// <summary>Looks after the store: drops what is too old or too much, and stops publishers before the disk is full.</summary>
internal sealed partial class StorageCare(
    BrokerStorage storage, IOptions<StorageOptions> options, BrokerLoop loop, TimeProvider time, ILogger<StorageCare> logger)
    : BackgroundService, IReply<bool>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private bool _hadRoom = true;
    private bool _refuses;
    private long _damaged;

    /// <summary>Whether publishing is refused since what would be dropped is held.</summary>
    void IReply<bool>.Complete(bool value)
    {
        if (value && !_refuses)
            IsFullOfHeld(storage.Place, options.Value.BytesMax);
        else if (!value && _refuses)
            RoomIsBack(storage.Place);
        _refuses = value;
    }

    void IReply<bool>.Refuse(BrokerError error)
    {
        // A broker that stops refuses all.
    }

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
        var room = storage.RoomBytes(status);
        var hasRoom = room > 0;
        if (hasRoom != _hadRoom)
            Tell(hasRoom, status);
        _hadRoom = hasRoom;
        if (status.DamagedMessages > _damaged)
            DamageFound(status.DamagedMessages, storage.Place);
        _damaged = status.DamagedMessages;
        await loop.PostAsync(new ReportRoom(room), cancellation).ConfigureAwait(false);
        await loop.PostAsync(Trim(store, status), cancellation).ConfigureAwait(false);
    }

    private void Tell(bool hasRoom, StoreStatus status)
    {
        if (hasRoom)
            RoomIsBack(storage.Place);
        else
            RoomIsOut(storage.Place, status.FreeDiskBytes ?? 0, options.Value.FreeDiskBytesMin);
    }

    private TrimLog Trim(IStore store, StoreStatus status)
    {
        var young = store.FirstAt(time.GetUtcNow().UtcDateTime - options.Value.AgeMax);

        // While rows of the last time are still being removed the size says nothing, or they would be counted again and again.
        if (status.Sweeping)
            return new TrimLog(young) { FirstUtc = TimeOf(store, young) };

        // Messages are taken to be alike: what is too much is that share of the oldest.
        var excess = Math.Max(0, status.Bytes - options.Value.BytesMax);
        var first = store.FirstAt(DateTime.MinValue);
        var next = store.FirstAt(DateTime.MaxValue);
        var few = excess == 0 ? 0 : first + (long)((next - first) * ((double)excess / status.Bytes));
        var keep = Math.Max(young, few);
        return new TrimLog(keep) { FirstUtc = TimeOf(store, keep), FirstBySize = few, IsRefusing = this };
    }

    private static DateTime? TimeOf(IStore store, long sequence) =>
        store.Read(sequence, 1, 1).Messages is [var message, ..] ? message.PublishedUtc : null;
}
