using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite.Backups;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Files;
using WcfBroker.Storage.Sqlite.Messages;
using WcfBroker.Storage.Sqlite.Reading;
using WcfBroker.Storage.Sqlite.Writing;

namespace WcfBroker.Storage.Sqlite;

/// <summary>Keeps the broker's state in an SQLite file, flushed to the device with each batch.</summary>
public sealed class SqliteStore : IStore
{
    private readonly string _path;
    private readonly long _ballastBytes;
    private readonly LockFile _lockFile;
    private readonly Ballast _ballast;
    private readonly Quarantine _quarantine = new();
    private readonly ReaderPool _readers;
    private readonly Writer _writer;
    private volatile bool _isFull;
    private StoreException? _failure;

    private SqliteStore(SqliteStoreOptions options, LockFile lockFile)
    {
        _path = options.Path;
        _ballastBytes = options.BallastBytes;
        _lockFile = lockFile;
        _ballast = new Ballast(_path + ".ballast", _ballastBytes);
        _writer = OpenWriter(options);
        _readers = new ReaderPool(_path, _quarantine);
        _isFull = !_ballast.TryTake();
    }

    public bool IsFull => _isFull;

    /// <summary>Names the numbering of messages, which begins anew with an empty store and with one made of a backup.</summary>
    public string Epoch { get; private set; } = "";

    public StoreStatus Status => _readers.Use(reader => new StoreStatus
    {
        Bytes = reader.UsedBytes,
        FreeDiskBytes = Disk.FreeBytes(_path) + reader.UnusedBytes,
        Sweeping = _writer.IsSweeping,
        DamagedMessages = _quarantine.Count,
    });

    /// <summary>Opens the store of a folder, or makes one; an older store is upgraded.</summary>
    /// <exception cref="StoreException">Another process uses it, it is damaged, or it cannot be opened.</exception>
    public static SqliteStore Open(SqliteStoreOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.Folder);
            return OpenLocked(options, new LockFile(options.Path + ".lock"));
        }
        catch (SqliteException exception)
        {
            throw Faults.OfRead(exception, options.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Unavailable, $"The store '{options.Path}' cannot be opened: {exception.Message}", exception);
        }
    }

    public StoreState Load() => new()
    {
        HeadSequence = _writer.Index.Head,
        ReservedSequence = _writer.Index.Reserved,
        FirstSequence = _writer.Index.First,
        TopicNames = _readers.Stream(reader => reader.TopicNames(_writer.Index.TopicCount)),
        RetainedSequences = _writer.Index.Retained,
        Subscriptions = _readers.Use(_ => _writer.Subscriptions),
        DeadLetters = _readers.Use(reader => reader.DeadLetterKeys()),
    };

    public void Commit(IReadOnlyList<StoreRecord> records)
    {
        if (_failure is not null)
            throw new StoreException(_failure.Fault, _failure.Message, _failure);
        _writer.Index.Check(records);
        try
        {
            CommitOnce(records);
        }
        catch (StoreException exception) when (exception.Fault == StoreFault.Full && _ballast.IsTaken)
        {
            _ballast.Release();
            _isFull = true;
            _writer.Checkpoint();
            CommitOnce(records);
        }

        // Room is back when the disk has it, or when retention has emptied as much of the file.
        if (!_ballast.IsTaken)
            _isFull = !_ballast.TryTake() && _writer.UnusedBytes < _ballastBytes;
    }

    public MessagePage Read(long from, int messagesMax, long bytesMax)
    {
        // Asked before the page is read, for what is stored meanwhile is not passed over.
        var end = _writer.Index.Head + 1;
        var page = _readers.Use(reader => reader.Page(Math.Max(from, _writer.Index.First), messagesMax, bytesMax));
        return page is { Messages.Count: 0, Damaged.Count: 0 } ? page with { Next = Math.Max(from, end) } : page;
    }

    public StoredMessage? Find(long sequence) => _readers.Use(reader => Find(reader, sequence));

    public IReadOnlyList<StoredId> ReadIds(SequenceRange range) =>
        _readers.Use(reader => reader.Ids(range with { From = Math.Max(range.From, _writer.Index.First) }));

    public long FirstAt(DateTime timeUtc) => _readers.Use(reader => reader.FirstAt(timeUtc, _writer.Index.First));

    public IReadOnlyList<DeadLetter> DeadLetters(int topicId, long after, int lettersMax) =>
        _readers.Use(reader => reader.DeadLetters(topicId, after, lettersMax));

    /// <summary>Copies the store as it is now into a file that is not there yet, while it goes on.</summary>
    /// <exception cref="StoreException">The store is damaged, or there is no room or no right to write.</exception>
    public BackupSummary Backup(string file, Action<BackupProgress> report, CancellationToken cancellation) =>
        StoreCopy.Run(_path, file, report, cancellation);

    public void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
        _lockFile.Dispose();
    }

    private static SqliteStore OpenLocked(SqliteStoreOptions options, LockFile lockFile)
    {
        try
        {
            return new SqliteStore(options, lockFile);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    private Writer OpenWriter(SqliteStoreOptions options)
    {
        StoreRestore.RequireNone(options.Path);
        LogCheck.Run(options.Path);
        var connection = Connections.OpenWriter(options);
        try
        {
            DamageCheck.Run(connection, options);
            Schema.Prepare(connection, options.Path);
            Epoch = Database.Epoch.Prepare(connection, Path.Combine(options.Folder, "epoch"));
            return new Writer(connection, options);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CommitOnce(IReadOnlyList<StoreRecord> records)
    {
        var stored = false;
        try
        {
            _writer.Commit(records);
            stored = true;
        }
        catch (SqliteException exception)
        {
            var fault = Faults.OfCommit(exception, _path);
            if (fault.Fault is StoreFault.OutcomeUnknown or StoreFault.Damaged)
                _failure = fault;
            throw fault;
        }
        finally
        {
            if (!stored && _failure is null)
                Undo();
        }
    }

    private void Undo()
    {
        try
        {
            _writer.Undo();
        }
        catch (SqliteException exception)
        {
            throw _failure = Faults.OfCommit(exception, _path);
        }
    }

    private StoredMessage? Find(Reader reader, long sequence) =>
        reader.Find(sequence) is { } message
        && (sequence >= _writer.Index.First || _writer.Index.IsRetained(sequence, message.TopicId) || reader.IsDeadLetter(sequence))
            ? message
            : null;
}
