using System.Text;
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
    private const int TopicsAtOnce = 256;
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
                if (new ReadRow(_page).Message() is { } message)
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
        var message = new ReadRow(_find).Message();
        _find.Reset();
        if (message is null)
            _quarantine.Add(sequence);
        return message;
    }

    /// <summary>What is known of the messages in a range that have an id.</summary>
    public List<StoredId> Ids(SequenceRange range)
    {
        using var rows = new Statement(
            _connection, $"SELECT {MessageRow.Columns} FROM message WHERE seq BETWEEN ?1 AND ?2 AND message.id IS NOT NULL ORDER BY seq");
        var ids = new List<StoredId>();
        for (rows.Bind(1, range.From).Bind(2, range.To); rows.Step();)
        {
            var row = new ReadRow(rows);
            if (row.Id(ids is [.., var before] ? before.Publisher : null) is { } id)
                ids.Add(id);
            else
                _quarantine.Add(row.Sequence);
        }

        return ids;
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
            if (new ReadRow(_deadLetters).Message() is { } message)
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

    /// <summary>
    /// The names of so many topics by id, each followed by a line end, many to a row: to step through them one by one takes
    /// several times as long. All pieces stand in the same place.
    /// </summary>
    public IEnumerable<ReadOnlyMemory<char>> TopicNames(int count)
    {
        using var names = new Statement(
            _connection, "SELECT group_concat(name || '\n', '') FROM (SELECT name FROM topic WHERE id BETWEEN ?1 AND ?2 ORDER BY id)");
        char[] piece = [];
        for (var first = 0; first < count; first += TopicsAtOnce)
        {
            names.Bind(1, (long)first).Bind(2, (long)first + TopicsAtOnce - 1).Step();
            if (piece.Length < names.Bytes(0).Length)
                piece = new char[names.Bytes(0).Length];
            var length = Encoding.UTF8.GetChars(names.Bytes(0), piece);
            names.Reset();
            yield return piece.AsMemory(0, length);
        }
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
