using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Messages;

namespace WcfBroker.Storage.Sqlite.Writing;

/// <summary>
/// Keeps the retained sequences of all topics on disk, as far behind as the tail of the log that is read again at open. To
/// write each with its message would cost a page a message; here what changed is written in order, a little with each batch.
/// </summary>
internal sealed class RetainedPages(SqliteConnection connection, StoreIndex index, int flushRecords) : IDisposable
{
    // As many as fill one page of the database.
    private const int TopicsPerPage = 500;
    private const int ChecksumOffset = TopicsPerPage * sizeof(long);
    private const int PagesWhenIdle = 64;

    private readonly Statement _write = new(connection, "INSERT OR REPLACE INTO retained VALUES(?1, ?2)");
    private readonly Statement _setMark = new(connection, "UPDATE meta SET value=?1 WHERE key='mark'");
    private readonly byte[] _bytes = new byte[ChecksumOffset + sizeof(uint)];
    private readonly HashSet<int> _changed = [];
    private int[] _round = [];
    private int _written;
    private long _mark;
    private int _records;

    public bool HasWork => _written < _round.Length || _changed.Count > 0;

    public void Touch(int topicId) => _changed.Add(topicId / TopicsPerPage);

    /// <summary>Tells the index what is retained: as written, then as the tail of the log says, but for what was cleared.</summary>
    public void Load()
    {
        (_round, _written, _records) = ([], 0, 0);
        _changed.Clear();
        var mark = ReadPages() ? connection.Number("SELECT value FROM meta WHERE key='mark'") ?? 0 : 0;
        ReadTail(mark);
        using var cleared = new Statement(connection, "SELECT topic, seq FROM cleared");
        while (cleared.Step())
        {
            if (index.RetainedOf(cleared.Int32(0)) is > 0 and var retained && retained <= cleared.Int64(1))
                index.Retain(cleared.Int32(0), 0);
        }
    }

    /// <summary>
    /// Writes some of what changed, inside the transaction of a batch of so many records and with its changes: the more
    /// records the more, and a good deal with none, for then there is time.
    /// </summary>
    public void WriteSome(int records)
    {
        var idle = records == 0;
        _records += records;
        if (_written == _round.Length && !TryBeginRound(idle))
            return;
        var share = idle ? PagesWhenIdle : 1 + (int)((long)_round.Length * records * 2 / flushRecords);
        for (; share > 0 && _written < _round.Length; share--)
            Write(_round[_written++]);
        if (_written == _round.Length)
            _setMark.Bind(1, _mark).Run();
    }

    public void Dispose()
    {
        _write.Dispose();
        _setMark.Dispose();
    }

    private bool TryBeginRound(bool idle)
    {
        if (_changed.Count == 0 || (_records < flushRecords && !idle))
            return false;
        _round = [.. _changed.Order()];
        (_written, _mark, _records) = (0, index.Head, 0);
        _changed.Clear();
        return true;
    }

    private void Write(int page)
    {
        for (var i = 0; i < TopicsPerPage; i++)
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(i * sizeof(long)), index.RetainedOf((page * TopicsPerPage) + i));
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(ChecksumOffset), Checksum(page, _bytes));
        _write.Bind(1, (long)page).Bind(2, _bytes).Run();
    }

    // False if a page is not what was written: then the whole log says what is retained.
    private bool ReadPages()
    {
        using var pages = new Statement(connection, "SELECT page, sequences FROM retained ORDER BY page");
        while (pages.Step())
        {
            var page = pages.Int32(0);
            var bytes = pages.Bytes(1);
            if (bytes.Length != _bytes.Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != Checksum(page, bytes))
                return false;
            for (var i = 0; i < TopicsPerPage && (page * TopicsPerPage) + i < index.TopicCount; i++)
                index.Retain((page * TopicsPerPage) + i, BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]));
        }

        return true;
    }

    private void ReadTail(long mark)
    {
        using var tail = new Statement(connection, "SELECT seq, topic FROM message WHERE seq > ?1 ORDER BY seq");
        for (tail.Bind(1, mark); tail.Step(); _records++)
        {
            var topicId = tail.Int32(1);
            if ((uint)topicId >= index.TopicCount)
                continue;
            index.Retain(topicId, tail.Int64(0));
            Touch(topicId);
        }
    }

    private static uint Checksum(int page, ReadOnlySpan<byte> bytes)
    {
        var checksum = new Crc32C();
        checksum.Add(page);
        checksum.Add(bytes[..ChecksumOffset]);
        return checksum.Value;
    }
}
