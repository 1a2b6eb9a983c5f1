using System.Text.Json;
using System.Text.Unicode;

namespace WcfBroker.OriginalProtocol.Mechanisms.Json;

/// <summary>
/// Reads <c>{"method": "M", "topic": "T", "msg": V}</c>: keys in any order, the last of
/// equal ones counts, others are ignored.
/// </summary>
internal static class JsonDecoder
{
    private const int DepthMax = 32;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DepthMax };

    public static ClientMessage Decode(ReadOnlySpan<byte> payload)
    {
        if (!Utf8.IsValid(payload))
            throw new ProtocolViolationException("a frame is not UTF-8");
        try
        {
            return Read(payload);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProtocolViolationException($"bad JSON: {exception.Message}", exception);
        }
    }

    private static ClientMessage Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, Options);
        ReadOnlySpan<byte> method = default;
        ReadOnlySpan<byte> topic = default;
        ReadOnlySpan<byte> text = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A message is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("msg"u8))
                text = ReadValue(ref reader, payload);
            else if (reader.ValueTextEquals("topic"u8))
                topic = ReadName(ref reader);
            else if (reader.ValueTextEquals("method"u8))
                method = ReadName(ref reader);
            else
                reader.Skip();
        }

        reader.Read();
        if (method.IsEmpty)
            throw new JsonException("A message has a method.");
        return new ClientMessage { MethodName = method, Topic = topic, Text = text };
    }

    private static ReadOnlySpan<byte> ReadName(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A method and a topic are texts.");
        return reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
    }

    // Numbers, arrays and objects are passed on as they are written; true, false and null as the old broker's str() gave them.
    private static ReadOnlySpan<byte> ReadValue(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
            case JsonTokenType.True: return "True"u8;
            case JsonTokenType.False: return "False"u8;
            case JsonTokenType.Null: return default;
            default:
                reader.Skip();
                return payload[start..(int)reader.BytesConsumed];
        }
    }

    private static byte[] Unescape(scoped ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        return text[..reader.CopyString(text)];
    }
}
