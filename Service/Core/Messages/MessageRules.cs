using System.Buffers;
using System.Text;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Messages;

/// <summary>What a message may be. Checked where a message enters, before it costs the loop anything.</summary>
public static class MessageRules
{
    private static readonly SearchValues<char> NotInHeaderValues =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c).Except("\t\r\n")]);

    /// <summary>Says what is wrong with a message; null if nothing is.</summary>
    public static BrokerError? Check(MessageContent content, BrokerLimits limits, string parameter) =>
        CheckBody(content, limits, parameter)
        ?? CheckText(content.Id, parameter, "id")
        ?? CheckText(content.ContentType, parameter, "contentType")
        ?? CheckText(content.CorrelationId, parameter, "correlationId")
        ?? CheckText(content.ReplyTo, parameter, "replyTo")
        ?? CheckHeaders(content.Headers, limits, parameter)
        ?? CheckTimeToLive(content, parameter);

    /// <summary>Says what is wrong with a batch or one of its messages; null if nothing is.</summary>
    public static BrokerError? CheckBatch(
        IReadOnlyList<(TopicName Topic, MessageContent Content)> messages, BrokerLimits limits, string parameter)
    {
        if (messages.Count > limits.BatchMessagesMax)
        {
            return BrokerError.PastLimit(
                "The batch has too many messages.", parameter, limits.BatchMessagesMax, messages.Count, "messages");
        }

        var bytes = 0L;
        for (var i = 0; i < messages.Count; i++)
        {
            var content = messages[i].Content;
            bytes += content.Body.Length;

            // The name of the item is made for those that are refused alone.
            if (Check(content, limits, parameter) is not null)
                return Check(content, limits, $"{parameter}[{i}].message");
        }

        return bytes > limits.BatchBytesMax
            ? BrokerError.PastLimit("The payloads of the batch are too large.", parameter, limits.BatchBytesMax, bytes, "bytes")
            : null;
    }

    private static BrokerError? CheckBody(MessageContent content, BrokerLimits limits, string parameter)
    {
        if (content.Body.Length > limits.PayloadBytesMax)
        {
            return BrokerError.PastLimit(
                "The payload is too large.", $"{parameter}.body", limits.PayloadBytesMax, content.Body.Length, "bytes");
        }

        return content.ClearRetained && content.Body.Length > 0
            ? Wrong($"{parameter}.clearRetained", "A message that clears the retained one has an empty body.", null)
            : null;
    }

    private static BrokerError? CheckText(string? text, string parameter, string field)
    {
        if (text is null)
            return null;
        if (text.Length > BrokerLimits.IdCharsMax)
            return BrokerError.PastLimit("The text is too long.", $"{parameter}.{field}", BrokerLimits.IdCharsMax, text.Length, "characters");
        return text.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? Wrong($"{parameter}.{field}", "The text has control characters.", null)
            : CheckUnicode(text, parameter, field);
    }

    private static BrokerError? CheckHeaderValue(string text, string parameter) => text.AsSpan().ContainsAny(NotInHeaderValues)
        ? Wrong($"{parameter}.value", "The text has control characters other than tab and line ends.", null)
        : CheckUnicode(text, parameter, "value");

    // Half a surrogate pair cannot be written as UTF-8, nor U+FFFE and U+FFFF as XML.
    private static BrokerError? CheckUnicode(string text, string parameter, string field)
    {
        if (Ascii.IsValid(text))
            return null;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || rune.Value is 0xfffe or 0xffff)
                return Wrong($"{parameter}.{field}", "The text is not well-formed Unicode.", null);
            rest = rest[length..];
        }

        return null;
    }

    private static BrokerError? CheckHeaders(IReadOnlyList<HeaderField> headers, BrokerLimits limits, string parameter)
    {
        if (headers.Count > limits.HeadersMax)
            return BrokerError.PastLimit("There are too many headers.", $"{parameter}.headers", limits.HeadersMax, headers.Count, "headers");
        var bytes = 0;
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            if (CheckHeader(name, value, parameter) is not null)
                return CheckHeader(name, value, $"{parameter}.headers[{i}]");
            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        return bytes > limits.HeaderBytesMax
            ? BrokerError.PastLimit("The headers are too large.", $"{parameter}.headers", limits.HeaderBytesMax, bytes, "bytes")
            : null;
    }

    private static BrokerError? CheckHeader(string name, string value, string parameter) => name.Length == 0
        ? Wrong($"{parameter}.name", "A header has a name.", name)
        : CheckText(name, parameter, "name") ?? CheckHeaderValue(value, parameter);

    private static BrokerError? CheckTimeToLive(MessageContent content, string parameter) =>
        content.TimeToLive is { } life && life <= TimeSpan.Zero
            ? Wrong($"{parameter}.timeToLive", "The time to live is more than zero.", life.ToString())
            : null;

    private static BrokerError Wrong(string parameter, string message, string? value) =>
        BrokerError.Invalid(ErrorCode.InvalidMessage, parameter, message, value);
}
