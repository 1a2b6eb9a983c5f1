using System.Text;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Messages;

/// <summary>What a message may be. Checked where a message enters, before it costs the loop anything.</summary>
public static class MessageRules
{
    /// <summary>Says what is wrong with a message; null if nothing is.</summary>
    public static BrokerError? Check(MessageContent content, BrokerLimits limits, string parameter) =>
        CheckBody(content, limits, parameter)
        ?? CheckText(content.Id, parameter, "id")
        ?? CheckText(content.ContentType, parameter, "contentType")
        ?? CheckText(content.CorrelationId, parameter, "correlationId")
        ?? CheckText(content.ReplyTo, parameter, "replyTo")
        ?? CheckHeaders(content.Headers, limits, parameter)
        ?? CheckTimeToLive(content, parameter);

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
        return text.AsSpan().ContainsAnyInRange('\0', '\u001f') ? Wrong($"{parameter}.{field}", "The text has control characters.", null) : null;
    }

    private static BrokerError? CheckHeaders(IReadOnlyList<HeaderField> headers, BrokerLimits limits, string parameter)
    {
        if (headers.Count > limits.HeadersMax)
            return BrokerError.PastLimit("There are too many headers.", $"{parameter}.headers", limits.HeadersMax, headers.Count, "headers");
        var bytes = 0;
        for (var i = 0; i < headers.Count; i++)
        {
            var name = headers[i].Name;
            if (name.Length == 0)
                return Wrong($"{parameter}.headers[{i}].name", "A header has a name.", name);
            if (CheckText(name, parameter, "headers") is { } wrong)
                return wrong with { Parameter = $"{parameter}.headers[{i}].name" };
            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(headers[i].Value);
        }

        return bytes > limits.HeaderBytesMax
            ? BrokerError.PastLimit("The headers are too large.", $"{parameter}.headers", limits.HeaderBytesMax, bytes, "bytes")
            : null;
    }

    private static BrokerError? CheckTimeToLive(MessageContent content, string parameter) =>
        content.TimeToLive is { } life && life <= TimeSpan.Zero
            ? Wrong($"{parameter}.timeToLive", "The time to live is more than zero.", life.ToString())
            : null;

    private static BrokerError Wrong(string parameter, string message, string? value) =>
        BrokerError.Invalid(ErrorCode.InvalidMessage, parameter, message, value);
}
