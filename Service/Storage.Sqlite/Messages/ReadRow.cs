using System.Text;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Messages;

/// <summary>A row of the log as it was read, good until the next step. Each column is asked for once: that takes most of the time.</summary>
internal readonly ref struct ReadRow
{
    private readonly long _topic;
    private readonly long _published;
    private readonly bool _hasPublisher;
    private readonly bool _hasId;
    private readonly long? _checksum;
    private readonly ReadOnlySpan<byte> _publisher;
    private readonly ReadOnlySpan<byte> _id;
    private readonly ReadOnlySpan<byte> _properties;
    private readonly ReadOnlySpan<byte> _body;

    public ReadRow(Statement row)
    {
        (Sequence, _topic, _published, _checksum) = (row.Int64(0), row.Int64(1), row.Int64(2), row.Int64OrNull(7));
        _publisher = row.Bytes(3);
        _id = row.Bytes(4);
        _properties = row.Bytes(5);
        _body = row.Bytes(6);
        _hasPublisher = !_publisher.IsEmpty || !row.IsNull(3);
        _hasId = !_id.IsEmpty || !row.IsNull(4);
    }

    public long Sequence { get; }

    private bool IsIntact =>
        _checksum == MessageRow.Checksum(Sequence, _topic, _published, _hasPublisher, _publisher, _hasId, _id, _properties, _body);

    private DateTime PublishedUtc => new(_published, DateTimeKind.Utc);

    /// <summary>The message; null if the row is not what was written.</summary>
    public StoredMessage? Message()
    {
        if (!IsIntact || PropertiesFormat.Read(_properties, _hasId ? Encoding.UTF8.GetString(_id) : null, _body.ToArray()) is not { } content)
            return null;
        return new StoredMessage(Sequence, (int)_topic, PublishedUtc, _hasPublisher ? Encoding.UTF8.GetString(_publisher) : null, content);
    }

    /// <summary>What is known of a message by its id; null if the row is not what was written.</summary>
    public StoredId? Id(string? publisherBefore)
    {
        if (!IsIntact)
            return null;

        // Most messages have the publisher of the one before, and need no text of their own for it.
        var publisher = _hasPublisher ? Encoding.UTF8.GetString(_publisher) : null;
        return new StoredId(
            Sequence, (int)_topic, PublishedUtc, publisher == publisherBefore ? publisherBefore : publisher, Encoding.UTF8.GetString(_id), BodyDigest.Of(_body));
    }
}
