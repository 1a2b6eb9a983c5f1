using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;
using WcfBroker.Storage.Sqlite.Messages;

namespace WcfBroker.Storage.Sqlite.Writing;

/// <summary>Writes and reads what is known of dead letters besides their messages.</summary>
internal sealed class DeadLetterRows(SqliteConnection connection) : IDisposable
{
    /// <summary>The dead letters of a topic after a sequence, each with its message.</summary>
    public const string Query =
        $"SELECT {MessageRow.Columns}, original_topic, original_seq, original_published, reason, attempts, first_attempt, last_attempt "
        + "FROM dead_letter JOIN message USING(seq) WHERE dead_letter.topic=?1 AND dead_letter.seq > ?2 ORDER BY dead_letter.seq";

    /// <summary>Where each dead letter stands, and since when.</summary>
    public const string KeyQuery =
        "SELECT seq, dead_letter.topic, published FROM dead_letter JOIN message USING(seq) ORDER BY seq";

    private readonly Statement _insert = new(connection, "INSERT INTO dead_letter VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    private readonly Statement _delete = new(connection, "DELETE FROM dead_letter WHERE seq=?1");

    public static DeadLetter Read(Statement row, StoredMessage message) =>
        new(message, row.Int32(MessageRow.ColumnCount), row.Int64(MessageRow.ColumnCount + 1), row.Time(MessageRow.ColumnCount + 2)!.Value)
        {
            Reason = row.Text(MessageRow.ColumnCount + 3),
            Attempts = row.Int32(MessageRow.ColumnCount + 4),
            FirstAttemptUtc = row.Time(MessageRow.ColumnCount + 5),
            LastAttemptUtc = row.Time(MessageRow.ColumnCount + 6),
        };

    public void Insert(DeadLetter letter) => _insert
        .Bind(1, letter.Message.Sequence)
        .Bind(2, (long)letter.Message.TopicId)
        .Bind(3, (long)letter.OriginalTopicId)
        .Bind(4, letter.OriginalSequence)
        .Bind(5, letter.OriginalPublishedUtc.Ticks)
        .BindText(6, letter.Reason)
        .Bind(7, (long)letter.Attempts)
        .Bind(8, letter.FirstAttemptUtc?.Ticks)
        .Bind(9, letter.LastAttemptUtc?.Ticks)
        .Run();

    public void Delete(long sequence) => _delete.Bind(1, sequence).Run();

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
    }
}
