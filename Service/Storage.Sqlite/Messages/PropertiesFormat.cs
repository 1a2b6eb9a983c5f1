using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using WcfBroker.Core.Messages;

namespace WcfBroker.Storage.Sqlite.Messages;

/// <summary>
/// What a message has besides id and body, as bytes: version, flags that say what follows, then each: time to live in ticks
/// (8 bytes), content type, correlation id, reply address, headers (count, name and value in turn). Texts are a length of
/// 4 bytes and UTF-8; numbers are little-endian. A message that has none of this is stored without.
/// </summary>
internal static class PropertiesFormat
{
    private const byte Version = 1;
    private const byte HasTimeToLive = 1;
    private const byte HasContentType = 2;
    private const byte HasCorrelationId = 4;
    private const byte HasReplyTo = 8;
    private const byte HasHeaders = 16;
    private const byte ClearsRetained = 32;

    public static void Write(MessageContent content, IBufferWriter<byte> writer)
    {
        var flags = FlagsOf(content);
        if (flags == 0)
            return;
        writer.Write([Version, flags]);
        if (content.TimeToLive is { } life)
            WriteInt64(writer, life.Ticks);
        WriteText(writer, content.ContentType);
        WriteText(writer, content.CorrelationId);
        WriteText(writer, content.ReplyTo);
        if ((flags & HasHeaders) == 0)
            return;
        WriteInt32(writer, content.Headers.Count);
        foreach (var (name, value) in content.Headers)
        {
            WriteText(writer, name);
            WriteText(writer, value);
        }
    }

    /// <summary>The content that these are the properties of; null if a newer version wrote them.</summary>
    public static MessageContent? Read(ReadOnlySpan<byte> bytes, string? id, byte[] body)
    {
        if (bytes.IsEmpty)
            return new MessageContent { Id = id, Body = body };
        if (bytes[0] != Version)
            return null;
        var flags = bytes[1];
        bytes = bytes[2..];
        // Initializers run in the order in which the fields are written.
        return new MessageContent
        {
            Id = id,
            Body = body,
            TimeToLive = (flags & HasTimeToLive) != 0 ? TimeSpan.FromTicks(ReadInt64(ref bytes)) : null,
            ContentType = (flags & HasContentType) != 0 ? ReadText(ref bytes) : null,
            CorrelationId = (flags & HasCorrelationId) != 0 ? ReadText(ref bytes) : null,
            ReplyTo = (flags & HasReplyTo) != 0 ? ReadText(ref bytes) : null,
            Headers = (flags & HasHeaders) != 0 ? ReadHeaders(ref bytes) : [],
            ClearRetained = (flags & ClearsRetained) != 0,
        };
    }

    private static byte FlagsOf(MessageContent content) => (byte)(
        (content.TimeToLive is null ? 0 : HasTimeToLive)
        | (content.ContentType is null ? 0 : HasContentType)
        | (content.CorrelationId is null ? 0 : HasCorrelationId)
        | (content.ReplyTo is null ? 0 : HasReplyTo)
        | (content.Headers.Count == 0 ? 0 : HasHeaders)
        | (content.ClearRetained ? ClearsRetained : 0));

    private static void WriteText(IBufferWriter<byte> writer, string? text)
    {
        if (text is null)
            return;
        WriteInt32(writer, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, writer);
    }

    private static void WriteInt32(IBufferWriter<byte> writer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), value);
        writer.Advance(sizeof(int));
    }

    private static void WriteInt64(IBufferWriter<byte> writer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(writer.GetSpan(sizeof(long)), value);
        writer.Advance(sizeof(long));
    }

    private static HeaderField[] ReadHeaders(ref ReadOnlySpan<byte> bytes)
    {
        var headers = new HeaderField[ReadInt32(ref bytes)];
        for (var i = 0; i < headers.Length; i++)
        {
            var name = ReadText(ref bytes);
            headers[i] = new HeaderField(name, ReadText(ref bytes));
        }

        return headers;
    }

    private static string ReadText(ref ReadOnlySpan<byte> bytes)
    {
        var length = ReadInt32(ref bytes);
        var text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return text;
    }

    private static int ReadInt32(ref ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bytes = bytes[sizeof(int)..];
        return value;
    }

    private static long ReadInt64(ref ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        bytes = bytes[sizeof(long)..];
        return value;
    }
}
