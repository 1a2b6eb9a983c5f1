using System.Text;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Topics;

/// <summary>The one place that knows what a topic and a topic filter look like.</summary>
internal static class TopicGrammar
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Says what is wrong with a topic (or, with wildcards, a filter); null if nothing is.</summary>
    public static BrokerError? Check(string? text, string parameter, bool wildcards)
    {
        if (string.IsNullOrEmpty(text))
            return Wrong(parameter, "A topic is missing.", text);
        if (text[0] != '/')
            return Wrong(parameter, "A topic begins with '/'.", text);
        if (text.Length > 1 && CheckSegments(text, parameter, wildcards) is { } wrong)
            return wrong;
        return CheckBytes(text, parameter);
    }

    private static BrokerError? CheckSegments(string text, string parameter, bool wildcards)
    {
        var levels = 0;
        foreach (var range in text.AsSpan(1).Split('/'))
        {
            var segment = text.AsSpan(1)[range];
            if (CheckSegment(segment, wildcards) is { } message)
                return Wrong(parameter, message, text);
            if (segment is "#" && 1 + range.End.GetOffset(text.Length - 1) != text.Length)
                return Wrong(parameter, "'#' stands at the end of a topic filter only.", text);
            levels++;
        }

        return levels > BrokerLimits.TopicLevelsMax
            ? PastLimit(parameter, BrokerLimits.TopicLevelsMax, levels, "levels")
            : null;
    }

    private static string? CheckSegment(ReadOnlySpan<char> segment, bool wildcards)
    {
        if (segment.IsEmpty)
            return "A topic has no empty level.";
        if (wildcards && segment is "+" or "#")
            return wildcards ? null : "'+' and '#' stand in topic filters only.";
        foreach (var c in segment)
        {
            if (char.IsControl(c))
                return "A topic has no control characters.";
            if (c is '+' or '#')
                return wildcards ? "'+' and '#' stand for whole levels." : "'+' and '#' stand in topic filters only.";
        }

        return null;
    }

    private static BrokerError? CheckBytes(string text, string parameter)
    {
        try
        {
            var bytes = StrictUtf8.GetByteCount(text);
            return bytes > BrokerLimits.TopicBytesMax ? PastLimit(parameter, BrokerLimits.TopicBytesMax, bytes, "bytes") : null;
        }
        catch (EncoderFallbackException)
        {
            return Wrong(parameter, "A topic is well-formed Unicode: this one has half a surrogate pair.", null);
        }
    }

    private static BrokerError PastLimit(string parameter, int limit, int value, string unit) =>
        BrokerError.PastLimit($"A topic has at most {limit} {unit}.", parameter, limit, value, unit) with { Code = ErrorCode.InvalidTopic };

    private static BrokerError Wrong(string parameter, string message, string? value) =>
        BrokerError.Invalid(ErrorCode.InvalidTopic, parameter, message, value);
}
