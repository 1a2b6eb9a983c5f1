using System.Globalization;
using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Files;
using WcfBroker.Storage.Sqlite.Messages;

namespace WcfBroker.Storage.Sqlite.Backups;

/// <summary>Looks at every page and every message of a store that is not in use, or of a backup, and changes nothing.</summary>
public static class StoreCheck
{
    // Messages have checksums from this version on.
    private const long ChecksumVersion = 2;

    /// <summary>Checks the store of a folder.</summary>
    /// <exception cref="StoreException">It is not there, in use, of a newer broker, or so damaged that it cannot be read.</exception>
    public static StoreReport Run(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireFile(options.Path);
        using var lockFile = new LockFile(options.Path + ".lock");
        LogCheck.Run(options.Path);
        return RunOn(options.Path);
    }

    /// <summary>Checks a file that no broker uses, such as a backup.</summary>
    /// <inheritdoc cref="Run(SqliteStoreOptions)" path="/exception"/>
    public static StoreReport Run(string file)
    {
        RequireFile(file);
        return RunOn(file);
    }

    internal static void RequireFile(string file)
    {
        if (!File.Exists(file))
            throw new StoreException(StoreFault.Unavailable, $"There is no file '{file}'.");
    }

    internal static long HeadOf(SqliteConnection connection) =>
        Math.Max(connection.Number("SELECT value FROM meta WHERE key='head'") ?? 0, connection.Number("SELECT max(seq) FROM message") ?? 0);

    private static StoreReport RunOn(string file)
    {
        try
        {
            using var connection = Connections.OpenReader(file);
            return Look(connection, file);
        }
        catch (SqliteException exception)
        {
            throw Faults.OfRead(exception, file);
        }
    }

    private static StoreReport Look(SqliteConnection connection, string file)
    {
        var version = connection.Number("SELECT value FROM meta WHERE key='version'") ?? 0;
        Schema.RequireKnown(version, file);
        var findings = Pages(connection);
        var damaged = version < ChecksumVersion ? 0 : DamagedMessages(connection, findings);
        return new StoreReport
        {
            Version = version,
            Messages = Count(connection, "message"),
            Topics = Count(connection, "topic"),
            Subscriptions = Count(connection, "subscription"),
            DeadLetters = Count(connection, "dead_letter"),
            HeadSequence = HeadOf(connection),
            DamagedMessages = damaged,
            Findings = findings,
        };
    }

    private static List<string> Pages(SqliteConnection connection)
    {
        var findings = new List<string>();
        using var rows = new Statement(connection, $"PRAGMA integrity_check({StoreReport.FindingsMax})");
        while (rows.Step())
        {
            if (rows.Text(0) is var finding and not "ok")
                findings.Add(finding);
        }

        return findings;
    }

    private static long DamagedMessages(SqliteConnection connection, List<string> findings)
    {
        var damaged = 0L;
        var topics = (connection.Number("SELECT max(id) FROM topic") ?? -1) + 1;
        using var rows = new Statement(connection, $"SELECT {MessageRow.Columns} FROM message ORDER BY seq");
        while (rows.Step())
        {
            if (new ReadRow(rows).Message() is { } message && message.TopicId < topics)
                continue;
            damaged++;
            if (findings.Count < StoreReport.FindingsMax)
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"message #{rows.Int64(0)} is not what was written"));
        }

        return damaged;
    }

    private static long Count(SqliteConnection connection, string table) => connection.Number($"SELECT count(*) FROM {table}") ?? 0;
}
