using Microsoft.Data.Sqlite;
using SQLitePCL;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Messages;
using WcfBroker.Storage.Sqlite.Writing;

namespace WcfBroker.Storage.Sqlite.Reading;

/// <summary>A connection that reads, for one thread at a time. No snapshot outlives a call unless it is begun.</summary>
internal sealed class Reader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Quarantine _quarantine;
    private readonly Statement _page;
    private readonly Statement _find;
    private readonly Statement _last;
    private readonly Statement _isDead;
    private readonly Statement _deadLetters;

    public Reader(string path, Quarantine quarantine)
    {
        _connection = Connections.OpenReader(path);
        _quarantine = quarantine;
        _page = new Statement(_connection, $"SELECT {MessageRow.Columns} FROM message WHERE seq >= ?1 ORDER BY seq");
        _find = new Statement(_connection, $"SELECT {MessageRow.Columns} FROM message WHERE seq = ?1");
        _last = new Statement(_connection, "SELECT seq FROM message ORDER BY seq DESC LIMIT 1");
        _isDead = new Statement(_connection, "SELECT 1 FROM dead_letter WHERE seq = ?1");
        _deadLetters = new Statement(_connection, DeadLetterRows.Query);
    }

    public long UsedBytes => Bytes("page_count") - UnusedBytes;

    /// <summary>Bytes of the file that hold nothing and will be used before it grows.</summary>
    public long UnusedBytes => Bytes("freelist_count");

    /// <summary>Begins a snapshot that lasts for several calls: each alone would begin and end its own.</summary>
    public bool BeginSnapshot()
    {
        _connection.Run("BEGIN");
        return true;
    }

    public void EndSnapshot()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _connection.Run("COMMIT");
    }

    public MessagePage Page(long from, int messagesMax, long bytesMax)
    {
        var messages = new List<StoredMessage>();
        List<long>? damaged = null;
        var bytes = 0L;
        try
        {
            for (_page.Bind(1, from); messages.Count < messagesMax && _page.Step();)
            {
                if (MessageRow.Read(_page) is { } message)
                {
                    bytes += message.Content.Bytes;
                    if (messages.Count > 0 && bytes > bytesMax)
                        break;
                    messages.Add(message);
                }
                else
                {
                    _quarantine.Add(_page.Int64(0));
                    (damaged ??= []).Add(_page.Int64(0));
                }

                from = _page.Int64(0) + 1;
            }
        }
        finally
        {
            _page.Reset();
        }

        return new MessagePage(messages, from, damaged ?? []);
    }

    public StoredMessage? Find(long sequence)
    {
        _find.Bind(1, sequence);
        if (!_find.Step())
            return null;
        var message = MessageRow.Read(_find);
        _find.Reset();
        if (message is null)
            _quarantine.Add(sequence);
        return message;
    }

    /// <summary>The first sequence, from one on, that was published at or after a time.</summary>
    public long FirstAt(DateTime timeUtc, long from)
    {
        var end = Math.Max(from, (First(_last) ?? 0) + 1);
        for (var high = end; from < high;)
        {
            var middle = from + ((high - from) / 2);
            if (Page(middle, 1, 0).Messages is [var found, ..] && found.Sequence < high && found.PublishedUtc < timeUtc)
                from = found.Sequence + 1;
            else
                high = middle;
        }

        return Page(from, 1, 0).Messages is [var first, ..] ? first.Sequence : end;
    }

    public bool IsDeadLetter(long sequence) => First(_isDead.Bind(1, sequence)) is not null;

    public List<DeadLetter> DeadLetters(int topicId, long after, int lettersMax)
    {
        var letters = new List<DeadLetter>();
        _deadLetters.Bind(1, (long)topicId).Bind(2, after);
        while (letters.Count < lettersMax && _deadLetters.Step())
        {
            if (MessageRow.Read(_deadLetters) is { } message)
                letters.Add(DeadLetterRows.Read(_deadLetters, message));
            else
                _quarantine.Add(_deadLetters.Int64(0));
        }

        _deadLetters.Reset();
        return letters;
    }

    public List<DeadLetterKey> DeadLetterKeys()
    {
        using var rows = new Statement(_connection, DeadLetterRows.KeyQuery);
        var keys = new List<DeadLetterKey>();
        while (rows.Step())
            keys.Add(new DeadLetterKey(rows.Int64(0), rows.Int32(1), rows.Time(2)!.Value));
        return keys;
    }

    public IEnumerable<StoredTopic> Topics()
    {
        using var topics = new Statement(_connection, "SELECT id, name FROM topic ORDER BY id");
        while (topics.Step())
            yield return new StoredTopic(topics.Int32(0), topics.Text(1));
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_page, _find, _last, _isDead, _deadLetters, _connection])
            part.Dispose();
    }

    private long Bytes(string pages) => (_connection.Number($"PRAGMA {pages}") * _connection.Number("PRAGMA page_size")) ?? 0;

    private static long? First(Statement statement)
    {
        long? value = statement.Step() ? statement.Int64(0) : null;
        statement.Reset();
        return value;
    }
}
