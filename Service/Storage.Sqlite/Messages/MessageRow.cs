using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Messages;

/// <summary>A row of the log and its checksum, which covers every column.</summary>
internal static class MessageRow
{
    public const string Columns = "message.seq, message.topic, published, publisher, message.id, properties, body, crc32c";

    /// <summary>How many columns there are, for what a query selects after them.</summary>
    public const int ColumnCount = 8;

    public static uint Checksum(
        long sequence, long topic, long published, bool hasPublisher, ReadOnlySpan<byte> publisher, bool hasId, ReadOnlySpan<byte> id, ReadOnlySpan<byte> properties, ReadOnlySpan<byte> body)
    {
        var checksum = new Crc32C();
        checksum.Add(sequence);
        checksum.Add(topic);
        checksum.Add(published);
        checksum.Add(hasPublisher ? publisher.Length : -1);
        checksum.Add(publisher);
        checksum.Add(hasId ? id.Length : -1);
        checksum.Add(id);
        checksum.Add(properties.Length);
        checksum.Add(properties);
        checksum.Add(body);
        return checksum.Value;
    }

    public static uint ChecksumOf(Statement row) => Checksum(
        row.Int64(0), row.Int64(1), row.Int64(2), !row.IsNull(3), row.Bytes(3), !row.IsNull(4), row.Bytes(4), row.Bytes(5), row.Bytes(6));
}
