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

    public void Run(in StoredMessage message)
    {
        var content = message.Content;
        _bytes.ResetWrittenCount();
        Encoding.UTF8.GetBytes(message.Publisher, _bytes);
        var publisherEnd = _bytes.WrittenCount;
        Encoding.UTF8.GetBytes(content.Id, _bytes);
        var idEnd = _bytes.WrittenCount;
        PropertiesFormat.Write(content, _bytes);
        var publisher = _bytes.WrittenSpan[..publisherEnd];
        var id = _bytes.WrittenSpan[publisherEnd..idEnd];
        var properties = _bytes.WrittenSpan[idEnd..];
        _insert.Bind(1, message.Sequence).Bind(2, (long)message.TopicId).Bind(3, message.PublishedUtc.Ticks);
        BindText(4, message.Publisher is not null, publisher);
        BindText(5, content.Id is not null, id);
        if (properties.IsEmpty)
            _insert.BindNull(6);
        else
            _insert.Bind(6, properties);
        _insert.Bind(7, content.Body.Span);
        _insert.Bind(8, MessageRow.Checksum(
            message.Sequence, message.TopicId, message.PublishedUtc.Ticks, message.Publisher is not null, publisher, content.Id is not null, id, properties, content.Body.Span));
        _insert.Run();
    }

    public void Dispose() => _insert.Dispose();

    private void BindText(int parameter, bool present, ReadOnlySpan<byte> utf8)
    {
        if (present)
            _insert.BindText(parameter, utf8);
        else
            _insert.BindNull(parameter);
    }
}
