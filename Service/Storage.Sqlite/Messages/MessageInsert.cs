using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using WcfBroker.Core.Storage;
using WcfBroker.Storage.Sqlite.Database;

namespace WcfBroker.Storage.Sqlite.Messages;

/// <summary>Writes messages as rows.</summary>
internal sealed class MessageInsert(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, "INSERT INTO message VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    private readonly ArrayBufferWriter<byte> _bytes = new(1_024);

    // Parameters stay bound: what a message has in common with the one before is not bound again, for each costs as much.
    private long? _topic;
    private long? _published;
    private bool _isPublisherBound;
    private bool _isIdBound;
    private bool _arePropertiesBound;

    public void Run(in StoredMessage message)
    {
        var content = message.Content;
        _bytes.ResetWrittenCount();
        var publisherEnd = Write(message.Publisher);
        var idEnd = Write(content.Id);
        PropertiesFormat.Write(content, _bytes);
        var publisher = _bytes.WrittenSpan[..publisherEnd];
        var id = _bytes.WrittenSpan[publisherEnd..idEnd];
        var properties = _bytes.WrittenSpan[idEnd..];
        _insert.Bind(1, message.Sequence);
        Bind(2, message.TopicId, ref _topic);
        Bind(3, message.PublishedUtc.Ticks, ref _published);
        if (IsToBind(4, message.Publisher is not null, ref _isPublisherBound))
            _insert.BindText(4, publisher);
        if (IsToBind(5, content.Id is not null, ref _isIdBound))
            _insert.BindText(5, id);
        if (IsToBind(6, !properties.IsEmpty, ref _arePropertiesBound))
            _insert.Bind(6, properties);
        _insert.Bind(7, content.Body.Span);
        _insert.Bind(8, MessageRow.Checksum(
            message.Sequence, message.TopicId, message.PublishedUtc.Ticks, message.Publisher is not null, publisher, content.Id is not null, id, properties, content.Body.Span));
        _insert.Run();
    }

    public void Dispose() => _insert.Dispose();

    // Where the text ends.
    private int Write(string? text)
    {
        if (text is not null)
            Encoding.UTF8.GetBytes(text, _bytes);
        return _bytes.WrittenCount;
    }

    private void Bind(int parameter, long value, ref long? bound)
    {
        if (value == bound)
            return;
        _insert.Bind(parameter, value);
        bound = value;
    }

    // What is not there is null, as the parameter was at first and is until it is bound.
    private bool IsToBind(int parameter, bool isThere, ref bool isBound)
    {
        if (isBound && !isThere)
            _insert.BindNull(parameter);
        isBound = isThere;
        return isThere;
    }
}
