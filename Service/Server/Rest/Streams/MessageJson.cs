using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WcfBroker.Core.Messages;

namespace WcfBroker.Server.Rest.Streams;

/// <summary>A message as JSON, made once for all streams. A payload that is UTF-8 stands in <c>text</c>, any other in <c>base64</c>.</summary>
internal static class MessageJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static MessageForm<byte[]> Form { get; } = new(Encode);

    private static byte[] Encode(PublishedMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, message);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PublishedMessage message)
    {
        var content = message.Content;
        json.WriteStartObject();
        json.WriteString("topic"u8, message.Topic.Name.Value);
        json.WriteNumber("sequence"u8, message.Sequence);
        json.WriteString("publishedUtc"u8, message.PublishedUtc);
        WriteText(json, "contentType", content.ContentType);
        if (Utf8.IsValid(content.Body.Span))
            json.WriteString("text"u8, content.Body.Span);
        else
            json.WriteBase64String("base64"u8, content.Body.Span);
        WriteHeaders(json, content.Headers);
        WriteText(json, "publisher", message.Publisher);
        WriteText(json, "id", content.Id);
        if (content.TimeToLive is { } life)
            json.WriteNumber("ttlSeconds"u8, life.TotalSeconds);
        WriteText(json, "correlationId", content.CorrelationId);
        WriteText(json, "replyTo", content.ReplyTo);
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IReadOnlyList<HeaderField> headers)
    {
        if (headers.Count == 0)
            return;
        json.WriteStartArray("headers"u8);
        foreach (var (name, value) in headers)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
