using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Writing;

/// <summary>Removes rows of the log, but for retained messages and dead letters.</summary>
internal sealed class RowRemoval(SqliteConnection connection, StoreIndex index) : IDisposable
{
    private readonly Statement _next = new(connection, "SELECT seq FROM message WHERE seq >= ?1 ORDER BY seq LIMIT 1");
    private readonly Statement _rows = new(connection, "SELECT seq, topic FROM message WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq");
    private readonly Statement _delete = new(connection, "DELETE FROM message WHERE seq BETWEEN ?1 AND ?2");

    // Before it, and before the log, only what is kept is left.
    private long _swept;

    /// <summary>Whether there may be rows that the log no longer holds.</summary>
    public bool HasWork => _swept < index.First;

    public void Reset() => _swept = 0;

    /// <summary>Removes some of the rows that lie before the log.</summary>
    public void Sweep(int rows)
    {
        if (!HasWork)
            return;
        _next.Bind(1, _swept);
        var start = _next.Step() ? _next.Int64(0) : index.First;
        _next.Reset();
        _swept = Math.Min(start + rows, index.First);
        if (start < _swept)
            Remove(new SequenceRange(start, _swept - 1));
    }

    public void Remove(SequenceRange range)
    {
        foreach (var run in RunsToRemove(range))
            Delete(run);
    }

    /// <summary>Removes a message that its topic no longer retains and the log no longer holds.</summary>
    public void RemoveSuperseded(long sequence)
    {
        if (sequence > 0 && sequence < index.First && !index.DeadLetters.ContainsKey(sequence))
            Delete(new SequenceRange(sequence, sequence));
    }

    public void Delete(SequenceRange range) => _delete.Bind(1, range.From).Bind(2, range.To).Run();

    public void Dispose()
    {
        _next.Dispose();
        _rows.Dispose();
        _delete.Dispose();
    }

    private List<SequenceRange> RunsToRemove(SequenceRange range)
    {
        var runs = new List<SequenceRange>();
        long? from = null;
        var last = 0L;
        for (_rows.Bind(1, range.From).Bind(2, range.To); _rows.Step(); last = _rows.Int64(0))
        {
            var sequence = _rows.Int64(0);
            if (!index.IsRetained(sequence, _rows.Int32(1)) && !index.DeadLetters.ContainsKey(sequence))
            {
                from ??= sequence;
            }
            else if (from is { } start)
            {
                runs.Add(new SequenceRange(start, last));
                from = null;
            }
        }

        if (from is { } rest)
            runs.Add(new SequenceRange(rest, last));
        return runs;
    }
}
