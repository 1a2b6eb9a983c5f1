using Microsoft.Data.Sqlite;
using WcfBroker.Storage.Sqlite.Messages;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>
/// Version 1 had no checksums. They are made in pieces, so that a large log needs no large transaction; an upgrade that was
/// cut short goes on where it stopped.
/// </summary>
internal static class UpgradeToVersion2
{
    private const int PieceRows = 10_000;

    public static void Run(SqliteConnection connection)
    {
        if (connection.Number("SELECT count(*) FROM pragma_table_info('message') WHERE name='crc32c'") == 0)
            connection.Run("ALTER TABLE message ADD COLUMN crc32c INTEGER");
        for (long? next = long.MinValue; next is not null;)
        {
            connection.Run("BEGIN IMMEDIATE");
            next = Checksum(connection, next.Value);
            connection.Run("COMMIT");
        }

        connection.Run("UPDATE meta SET value=2 WHERE key='version'");
    }

    // Says where the next piece begins, null if this was the last.
    private static long? Checksum(SqliteConnection connection, long from)
    {
        using var select = new Statement(
            connection, $"SELECT {MessageRow.Columns} FROM message WHERE seq >= ?1 AND crc32c IS NULL ORDER BY seq LIMIT {PieceRows}");
        using var update = new Statement(connection, "UPDATE message SET crc32c=?2 WHERE seq=?1");
        var checksums = new List<(long Sequence, uint Checksum)>(PieceRows);
        select.Bind(1, from);
        while (select.Step())
            checksums.Add((select.Int64(0), MessageRow.ChecksumOf(select)));
        foreach (var (sequence, checksum) in checksums)
            update.Bind(1, sequence).Bind(2, checksum).Run();
        return checksums.Count < PieceRows ? null : checksums[^1].Sequence + 1;
    }
}
