using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts.Administration;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Options;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Server.Storage;

/// <summary>Writes backups of the store, one at a time, beside all other work.</summary>
internal sealed partial class Backups(BrokerStorage storage, IOptions<StorageOptions> options, TimeProvider time, ILogger<Backups> logger) : BackgroundService
{
    private const string PartSuffix = ".part";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<BackupInfo> _wanted = Channel.CreateBounded<BackupInfo>(1);
    private readonly Lock _lock = new();
    private BackupInfo? _last;

    /// <summary>The one begun last; null if none was.</summary>
    public BackupInfo? Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Begins a backup.</summary>
    /// <exception cref="BrokerException">The name cannot be used, another backup runs, or there is no store.</exception>
    public BackupInfo Start(string? name)
    {
        var now = time.GetUtcNow().UtcDateTime;
        name = name is null ? BackupName.At(now) : BackupName.Check(name);
        var path = Path.Combine(options.Value.FullBackupFolder, name);
        lock (_lock)
        {
            if (_last is { State: BackupStates.Running })
                throw new BrokerException(new BrokerError(ErrorCode.ServerBusy, "A backup is being written already.") { Value = _last.Name, RetryAfter = RetryAfter });
            if (File.Exists(path))
                throw new BrokerException(BrokerError.Invalid(ErrorCode.InvalidArgument, "name", "There is a file of this name in the backup folder.", name));
            _last = new BackupInfo { Name = name, Path = path, StartedUtc = now };
            _wanted.Writer.TryWrite(_last);
            return _last;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Database is not { } store)
            return;
        await foreach (var wanted in _wanted.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            Write(store, wanted, stoppingToken);
    }

    private void Write(SqliteStore store, BackupInfo backup, CancellationToken cancellation)
    {
        var part = backup.Path + PartSuffix;
        try
        {
            RequireRoom(store, backup.Path);
            File.Delete(part);
            var (bytes, head) = store.Backup(part, progress => Change(backup, progress.Bytes, progress.BytesTotal), cancellation);
            File.Move(part, backup.Path);
            End(backup, bytes, head, null);
            IsDone(backup.Path, bytes, head);
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            End(backup, 0, null, exception.Message);
            HasFailed(backup.Path, exception.Message);
        }
    }

    // A backup must not be what stops publishers: on their disk, too, so much stays free.
    private void RequireRoom(SqliteStore store, string path)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        var (free, wanted) = (new DriveInfo(folder).AvailableFreeSpace, store.Status.Bytes + options.Value.FreeDiskBytesMin);
        if (free < wanted)
        {
            throw new StoreException(StoreFault.Full, string.Create(
                CultureInfo.InvariantCulture, $"No room in '{folder}': {free} bytes are free, and {wanted} are wanted, with Storage:FreeDiskBytesMin."));
        }
    }

    private void Change(BackupInfo backup, long bytes, long total) => Set(new BackupInfo
    {
        Name = backup.Name, Path = backup.Path, StartedUtc = backup.StartedUtc, Bytes = bytes, BytesTotal = total,
    });

    private void End(BackupInfo backup, long bytes, long? head, string? error) => Set(new BackupInfo
    {
        Name = backup.Name,
        Path = backup.Path,
        StartedUtc = backup.StartedUtc,
        EndedUtc = time.GetUtcNow().UtcDateTime,
        State = error is null ? BackupStates.Done : BackupStates.Failed,
        Bytes = bytes,
        BytesTotal = bytes,
        HeadSequence = head,
        Error = error,
    });

    // Others read it at any time: it is replaced, never changed.
    private void Set(BackupInfo backup)
    {
        lock (_lock)
            _last = backup;
    }
}
