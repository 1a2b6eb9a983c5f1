using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>Names the numbering of messages. A backup has none, so the store that is made of it begins another.</summary>
internal static class Epoch
{
    private const int Chars = 16;

    /// <summary>The epoch of a store; one that an older broker kept in a file beside the store is taken over.</summary>
    public static string Prepare(SqliteConnection connection, string file)
    {
        var kept = connection.Number("SELECT value FROM meta WHERE key='epoch'");
        if (kept is null && File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var older))
            kept = Keep(connection, older);
        while (kept is null or 0)
            kept = Keep(connection, long.Parse(RandomNumberGenerator.GetHexString(Chars), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return kept.Value.ToString($"x{Chars}", CultureInfo.InvariantCulture);
    }

    /// <summary>Makes whoever opens the store next begin another epoch: sequences are going to be given again.</summary>
    public static void Forget(SqliteConnection connection) => Keep(connection, 0);

    private static long Keep(SqliteConnection connection, long epoch)
    {
        using var statement = new Statement(connection, "INSERT OR REPLACE INTO meta VALUES('epoch', ?1)");
        statement.Bind(1, epoch).Run();
        return epoch;
    }
}
