using Microsoft.Data.Sqlite;
using SQLitePCL;
using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>What SQLite's errors mean for the store.</summary>
internal static class Faults
{
    /// <summary>A batch failed. What is not known to have left nothing behind has an unknown outcome.</summary>
    public static StoreException OfCommit(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new StoreException(StoreFault.Full, $"No room for the store '{path}': nothing of the batch is stored.", exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(StoreFault.Locked, $"Another program writes to the store '{path}'.", exception),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => DamageCheck.Found(path, exception.Message, exception),
        _ => new StoreException(
            StoreFault.OutcomeUnknown,
            $"Writing the store '{path}' failed: whether the batch is stored is known when the store is opened again. {exception.Message}",
            exception),
    };

    /// <summary>Opening or reading failed.</summary>
    public static StoreException OfRead(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => DamageCheck.Found(path, exception.Message, exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(StoreFault.Locked, $"Another program has locked the store '{path}'.", exception),
        raw.SQLITE_FULL => new StoreException(StoreFault.Full, $"No room to open the store '{path}'.", exception),
        _ => new StoreException(StoreFault.Unavailable, $"The store '{path}' cannot be read: {exception.Message}", exception),
    };
}
