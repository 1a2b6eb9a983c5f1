using Microsoft.Data.Sqlite;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>Opens connections as this store needs them.</summary>
internal static class Connections
{
    private const int BusyMilliseconds = 5_000;
    private const int CheckpointPages = 4_000;

    public static SqliteConnection OpenWriter(SqliteStoreOptions options)
    {
        var connection = Open(options.Path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Run("PRAGMA page_size=4096");
            connection.Run("PRAGMA journal_mode=WAL");
            connection.Run(options.FlushEveryBatch ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            connection.Run($"PRAGMA wal_autocheckpoint={CheckpointPages}");
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly);

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }

    /// <summary>The number in the first row, null if there is no row or no number.</summary>
    public static long? Number(this SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Int64OrNull(0) : null;
    }

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        connection.Run($"PRAGMA busy_timeout={BusyMilliseconds}");
        return connection;
    }
}
