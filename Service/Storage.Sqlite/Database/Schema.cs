using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;

namespace WcfBroker.Storage.Sqlite.Database;

/// <summary>The tables, and the way from older ones to these.</summary>
internal static class Schema
{
    public const int Version = 2;

    private static readonly string[] Tables =
    [
        // first: the log is kept from here on; head: the newest sequence when rows were last removed; mark: the retained
        // sequences are written up to here; reserved: sequences up to here may be those of messages that are not stored;
        // epoch: the number that names the numbering of messages, 0 to begin another. No rows for these two before they are first needed.
        "CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE topic(id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        """
        CREATE TABLE message(
          seq INTEGER PRIMARY KEY, topic INTEGER NOT NULL, published INTEGER NOT NULL, publisher TEXT, id TEXT,
          properties BLOB, body BLOB NOT NULL, crc32c INTEGER)
        """,
        // Sequences of retained messages, many topics to a row, written now and then.
        "CREATE TABLE retained(page INTEGER PRIMARY KEY, sequences BLOB NOT NULL)",
        // What was published up to this sequence is not retained, whatever the table above says.
        "CREATE TABLE cleared(topic INTEGER PRIMARY KEY, seq INTEGER NOT NULL)",
        """
        CREATE TABLE subscription(
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, owner TEXT, filter TEXT NOT NULL, shared INTEGER NOT NULL,
          idle_since INTEGER, options BLOB NOT NULL, cursor INTEGER NOT NULL)
        """,
        """
        CREATE TABLE hole(
          subscription INTEGER NOT NULL, seq INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER,
          PRIMARY KEY(subscription, seq)) WITHOUT ROWID
        """,
        """
        CREATE TABLE dead_letter(
          seq INTEGER PRIMARY KEY, topic INTEGER NOT NULL, original_topic INTEGER NOT NULL, original_seq INTEGER NOT NULL,
          original_published INTEGER NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT NULL, first_attempt INTEGER,
          last_attempt INTEGER)
        """,
        "CREATE INDEX dead_letter_topic ON dead_letter(topic, seq)",
        $"INSERT INTO meta VALUES('version', {Version}), ('first', 1), ('head', 0), ('mark', 0)",
    ];

    /// <summary>
    /// The tables that are small enough to be checked whenever the store is opened. Topics may be many: their names are read
    /// whole at each start anyway, and one that is missing shows.
    /// </summary>
    public static IReadOnlyList<string> SmallTables { get; } =
        ["meta", "retained", "cleared", "subscription", "hole", "dead_letter"];

    public static void Prepare(SqliteConnection connection, string path)
    {
        if (connection.Number("SELECT count(*) FROM sqlite_schema") == 0)
            Create(connection);
        var version = connection.Number("SELECT value FROM meta WHERE key='version'");
        RequireKnown(version, path);
        if (version == 1)
            UpgradeToVersion2.Run(connection);
    }

    public static void RequireKnown(long? version, string path)
    {
        if (version is not (>= 1 and <= Version))
        {
            throw new StoreException(
                StoreFault.Unavailable, $"The store '{path}' has version {version}; this broker knows versions 1 to {Version}.");
        }
    }

    private static void Create(SqliteConnection connection)
    {
        connection.Run("BEGIN IMMEDIATE");
        foreach (var sql in Tables)
            connection.Run(sql);
        connection.Run("COMMIT");
    }
}
