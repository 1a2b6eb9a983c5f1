using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Messages;

namespace WcfBroker.Storage.Sqlite.Reading;

/// <summary>Gives each thread that reads a connection of its own, and keeps a few for the next.</summary>
internal sealed class ReaderPool(string path, Quarantine quarantine) : IDisposable
{
    private const int KeptMax = 4;
    private readonly ConcurrentBag<Reader> _free = [];
    private volatile bool _disposed;

    public T Use<T>(Func<Reader, T> read)
    {
        var reader = Rent();
        try
        {
            return Guard(() => read(reader));
        }
        finally
        {
            Return(reader);
        }
    }

    /// <summary>Reads as the caller goes on, all from one snapshot.</summary>
    public IEnumerable<T> Stream<T>(Func<Reader, IEnumerable<T>> read)
    {
        var reader = Rent();
        try
        {
            Guard(reader.BeginSnapshot);
            using var items = read(reader).GetEnumerator();
            while (Guard(items.MoveNext))
                yield return items.Current;
        }
        finally
        {
            reader.EndSnapshot();
            Return(reader);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_free.TryTake(out var reader))
            reader.Dispose();
    }

    private Reader Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _free.TryTake(out var reader) ? reader : Guard(() => new Reader(path, quarantine));
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException exception)
        {
            throw Faults.OfRead(exception, path);
        }
    }

    private void Return(Reader reader)
    {
        if (_disposed || _free.Count >= KeptMax)
            reader.Dispose();
        else
            _free.Add(reader);
    }
}
