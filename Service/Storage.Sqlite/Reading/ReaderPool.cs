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
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            var reader = Rent();
            try
            {
                return read(reader);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteException exception)
        {
            throw Faults.OfRead(exception, path);
        }
    }

    public Reader Rent() => _free.TryTake(out var reader) ? reader : new Reader(path, quarantine);

    public void Return(Reader reader)
    {
        if (_disposed || _free.Count >= KeptMax)
            reader.Dispose();
        else
            _free.Add(reader);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_free.TryTake(out var reader))
            reader.Dispose();
    }
}
