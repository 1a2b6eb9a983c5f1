using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Options;
using WcfBroker.Storage.Sqlite;

namespace WcfBroker.Server.Storage;

/// <summary>The store that the configuration asks for, open as long as the server runs.</summary>
public sealed class BrokerStorage : IDisposable
{
    private const int EpochChars = 16;
    private readonly string _storedLevel = DurabilityLevels.Memory;
    private readonly long _freeDiskBytesMin;

    public BrokerStorage(IOptions<StorageOptions> options)
    {
        var storage = options.Value;
        _freeDiskBytesMin = storage.FreeDiskBytesMin;
        if (storage.Kind == StorageKind.Memory)
        {
            Place = "in memory";
            Epoch = RandomNumberGenerator.GetHexString(EpochChars, lowercase: true);
            return;
        }

        Place = Path.GetFullPath(storage.Path);
        Database = SqliteStore.Open(new SqliteStoreOptions { Folder = Place, FlushEveryBatch = storage.FlushBeforeReceipt });
        _storedLevel = storage.FlushBeforeReceipt ? DurabilityLevels.Disk : DurabilityLevels.Memory;
        Epoch = Database.Epoch;
    }

    /// <summary>The store; null when messages are kept in memory alone.</summary>
    public IStore? Store => Database;

    /// <summary>Where it is, for people.</summary>
    public string Place { get; }

    /// <summary>Names the numbering of messages, which begins anew with an empty store and with a backup that was restored.</summary>
    public string Epoch { get; }

    /// <summary>What receipts say of a message: what is stored but not flushed first is not called safe.</summary>
    public string LevelOf(Durability durability) => durability == Durability.Disk ? _storedLevel : DurabilityLevels.Memory;

    /// <summary>How many bytes of messages the store has room for, with the disk that is to stay free left out.</summary>
    public long RoomBytes(StoreStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return Store is { IsFull: true } ? 0 : Math.Max(0, (status.FreeDiskBytes ?? long.MaxValue) - _freeDiskBytesMin);
    }

    /// <summary>The store as the file that it is in.</summary>
    internal SqliteStore? Database { get; }

    public void Dispose() => Database?.Dispose();
}
