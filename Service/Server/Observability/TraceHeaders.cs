using System.Diagnostics;
using WcfBroker.Core.Messages;

namespace WcfBroker.Server.Observability;

/// <summary>The W3C trace context of a message, which travels in its headers.</summary>
internal static class TraceHeaders
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    // Of version 00, the only one there is.
    private const int ParentChars = 55;
    private const int StateCharsMax = 512;

    /// <summary>The context that a message came with; what is malformed is as if it were not there.</summary>
    public static bool TryRead(IReadOnlyList<HeaderField> headers, out ActivityContext context)
    {
        context = default;
        return Find(headers, Parent) is { } parent && TryParse(parent, Find(headers, State), out context);
    }

    public static bool TryParse(string? parent, string? state, out ActivityContext context)
    {
        context = default;
        return parent is { Length: ParentChars }
            && ActivityContext.TryParse(parent, state is { Length: <= StateCharsMax } ? state : null, isRemote: true, out context);
    }

    /// <summary>The message with a context in place of its own.</summary>
    public static MessageContent With(MessageContent content, string parent, string? state)
    {
        var headers = content.Headers.Where(header => !Is(header, Parent) && !Is(header, State)).Append(new HeaderField(Parent, parent));
        return content with { Headers = [.. state is { Length: > 0 and <= StateCharsMax } ? headers.Append(new HeaderField(State, state)) : headers] };
    }

    private static string? Find(IReadOnlyList<HeaderField> headers, string name)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (Is(headers[i], name))
                return headers[i].Value;
        }

        return null;
    }

    private static bool Is(HeaderField header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
