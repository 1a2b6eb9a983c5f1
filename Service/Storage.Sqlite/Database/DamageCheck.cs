using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>Looks for damage before anything is written, where it costs little.</summary>
internal static class DamageCheck
{
    public static void Run(SqliteConnection connection, SqliteStoreOptions options)
    {
        var bytes = connection.Number("PRAGMA page_count") * connection.Number("PRAGMA page_size");
        if (bytes <= options.CheckedBytesMax)
        {
            Check(connection, "PRAGMA quick_check(1)", options.Path);
            return;
        }

        foreach (var table in Schema.SmallTables)
            Check(connection, $"PRAGMA quick_check('{table}')", options.Path);
    }

    public static StoreException Found(string path, string what, Exception? cause = null) => new(
        StoreFault.Damaged,
        $"The store '{path}' is damaged and is left as it is: {what.TrimEnd('.')}. Put a backup in its place by the command 'restore', or save what "
        + $"can be read: sqlite3 '{path}' .recover | sqlite3 '{path}.recovered'.",
        cause);

    private static void Check(SqliteConnection connection, string sql, string path)
    {
        using var statement = new Statement(connection, sql);
        if (statement.Step() && statement.Text(0) is var answer and not "ok")
            throw Found(path, answer);
    }
}
