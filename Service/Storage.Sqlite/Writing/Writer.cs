using Microsoft.Data.Sqlite;
using SQLitePCL;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Writing;

/// <summary>The one connection that writes, and what it knows.</summary>
internal sealed class Writer : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStoreOptions _options;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly RowRemoval _removal;
    private readonly RetainedPages _retained;
    private readonly RecordWriter _records;

    public Writer(SqliteConnection connection, SqliteStoreOptions options)
    {
        (_connection, _options) = (connection, options);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _removal = new RowRemoval(connection, Index);
        _retained = new RetainedPages(connection, Index, options.RetainedFlushRecords);
        _records = new RecordWriter(connection, Index, _removal, _retained);
        RestoreIndex();
    }

    public StoreIndex Index { get; } = new();

    public List<SubscriptionState> Subscriptions => _records.ReadSubscriptions();

    /// <summary>Bytes of the file that hold nothing and will be used before it grows.</summary>
    public long UnusedBytes => (_connection.Number("PRAGMA freelist_count") * _connection.Number("PRAGMA page_size")) ?? 0;

    /// <summary>Whether rows that the log no longer holds are still to be removed.</summary>
    public bool IsSweeping => _removal.HasWork;

    /// <summary>Stores a batch in one transaction, with a share of what was put off.</summary>
    public void Commit(IReadOnlyList<StoreRecord> records)
    {
        var idle = records.Count == 0;
        if (idle && !_removal.HasWork && !_retained.HasWork)
            return;
        _begin.Run();
        foreach (var record in records)
        {
            _records.Write(record);
            Index.Apply(record);
        }

        _removal.Sweep(idle ? _options.SweepRows : Math.Max(1, _options.SweepRows / 10));
        _retained.WriteSome(records.Count);
        _commit.Run();
    }

    /// <summary>
    /// Writes the log back into the file and gives its room to the disk, as far as that is possible now: what is not is done
    /// with later batches, which also tell of errors.
    /// </summary>
    public void Checkpoint() =>
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);

    /// <summary>Forgets a batch that was not stored.</summary>
    public void Undo()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _connection.Run("ROLLBACK");
        RestoreIndex();
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_records, _retained, _removal, _commit, _begin, _connection])
            part.Dispose();
    }

    private void RestoreIndex()
    {
        var head = Math.Max(Meta("head"), _connection.Number("SELECT max(seq) FROM message") ?? 0);
        var topics = (_connection.Number("SELECT max(id) FROM topic") ?? -1) + 1;
        var reserved = _connection.Number("SELECT value FROM meta WHERE key='reserved'") ?? 0;
        Index.Restore(head, reserved, Meta("first"), (int)topics, Subscriptions.Select(state => state.Subscription.Id), ReadDeadLetters());
        _removal.Reset();
        _retained.Load();
    }

    private IEnumerable<KeyValuePair<long, int>> ReadDeadLetters()
    {
        using var rows = new Statement(_connection, "SELECT seq, topic FROM dead_letter");
        while (rows.Step())
            yield return new(rows.Int64(0), rows.Int32(1));
    }

    private long Meta(string key) =>
        _connection.Number($"SELECT value FROM meta WHERE key='{key}'") ?? throw DamageCheck.Found(_options.Path, $"'{key}' is missing");
}
