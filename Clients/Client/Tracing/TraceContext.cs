using System.Diagnostics;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Client.Tracing;

/// <summary>The W3C trace context of messages: it travels in the headers <c>traceparent</c> and <c>tracestate</c>.</summary>
public static class TraceContext
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";
    private const int ParentChars = 55;
    private const int StateCharsMax = 512;

    // What the broker takes by default: a trace is not worth a refused message.
    private const int HeadersMax = 32;

    /// <summary>
    /// The context that a message was published in, as the parent of what the subscriber does with it; default if it has none, or a malformed one.
    /// </summary>
    /// <param name="delivery">The message.</param>
    /// <returns>The context, remote.</returns>
    public static ActivityContext Of(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Find(delivery.Headers, Parent) is { Length: ParentChars } parent
            && ActivityContext.TryParse(parent, Find(delivery.Headers, State) is { Length: <= StateCharsMax } state ? state : null, isRemote: true, out var context)
            ? context
            : default;
    }

    /// <summary>The message with the context of what the caller does now, unless it has one; the caller's message stays as it is.</summary>
    internal static BrokerMessage WithCurrent(BrokerMessage message)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } current || message is null
            || message.Headers?.Length > HeadersMax - 2 || Find(message.Headers, Parent) is not null)
        {
            return message!;
        }

        return new BrokerMessage
        {
            Id = message.Id,
            ContentType = message.ContentType,
            Body = message.Body,
            Headers = [.. message.Headers ?? [], .. Headers(id, current.TraceStateString)],
            TimeToLive = message.TimeToLive,
            CorrelationId = message.CorrelationId,
            ReplyTo = message.ReplyTo,
            ClearRetained = message.ClearRetained,
        };
    }

    internal static TopicMessage WithCurrent(TopicMessage message) => Activity.Current is null || message is null
        ? message!
        : new TopicMessage { Topic = message.Topic, Message = WithCurrent(message.Message) };

    private static Header[] Headers(string id, string? state) => state is { Length: > 0 and <= StateCharsMax }
        ? [new Header { Name = Parent, Value = id }, new Header { Name = State, Value = state }]
        : [new Header { Name = Parent, Value = id }];

    private static string? Find(Header[]? headers, string name) => headers is null
        ? null
        : Array.Find(headers, header => header is not null && string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}
