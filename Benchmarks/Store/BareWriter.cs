using Microsoft.Data.Sqlite;

namespace WcfBroker.Benchmarks.Store;

/// <summary>The least that writes messages into SQLite as durably as the store: what the store is measured by.</summary>
internal sealed class BareWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    public BareWriter(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000");
        Run("CREATE TABLE message(seq INTEGER PRIMARY KEY, topic INTEGER, published INTEGER, id TEXT, headers BLOB, body BLOB)");
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO message VALUES($1, $2, $3, $4, $5, $6)";
        for (var i = 1; i <= 6; i++)
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        _insert.Prepare();
    }

    /// <summary>How many messages it has written, if they were numbered from 0 on.</summary>
    public long Written { get; private set; }

    public void Commit(long firstSequence, int messages, int topics, string id, byte[] headers, byte[] body)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        for (var sequence = firstSequence; sequence < firstSequence + messages; sequence++)
        {
            _insert.Parameters[0].Value = sequence;
            _insert.Parameters[1].Value = sequence % topics;
            _insert.Parameters[2].Value = sequence;
            _insert.Parameters[3].Value = id;
            _insert.Parameters[4].Value = headers;
            _insert.Parameters[5].Value = body;
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
        Written = firstSequence + messages;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
