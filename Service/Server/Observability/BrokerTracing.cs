using System.Diagnostics;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Observability;

/// <summary>
/// What the broker adds to the traces of messages: published, stored, delivered, settled. While nobody listens each of these costs one
/// comparison.
/// </summary>
internal static class BrokerTracing
{
    public const string SourceName = "WcfBroker";

    private const int LinksMax = 128;

    private static readonly ActivitySource Source = new(SourceName, ProductVersion.Text);

    public static bool IsOn => Source.HasListeners();

    /// <summary>A message with the context of the request that brings it, if it has none of its own.</summary>
    public static MessageContent OfRequest(MessageContent content, Protocol protocol) =>
        protocol is Protocol.Http or Protocol.Soap or Protocol.NetTcp && Activity.Current is { Parent: null, ParentId: { } parent } request
        && TraceHeaders.TryParse(parent, request.TraceStateString, out _) && !TraceHeaders.TryRead(content.Headers, out _)
            ? TraceHeaders.With(content, parent, request.TraceStateString)
            : content;

    /// <inheritdoc cref="OfRequest(MessageContent, Protocol)"/>
    public static void OfRequest((TopicName Topic, MessageContent Content)[] batch, Protocol protocol)
    {
        for (var i = 0; i < batch.Length; i++)
            batch[i].Content = OfRequest(batch[i].Content, protocol);
    }

    /// <summary>A message is published; from now on the context that it carries is that of this span.</summary>
    public static Activity? StartPublish(TopicName topic, Protocol protocol, ref MessageContent content)
    {
        if (!IsOn || Start(content.Headers, links: null) is not { } span)
            return null;
        content = TraceHeaders.With(content, span.Id!, span.TraceStateString);
        span.SetTag("messaging.destination.name", topic.Value);
        span.SetTag("messaging.message.id", content.Id);
        span.SetTag("messaging.message.body.size", content.Body.Length);
        span.SetTag(ProtocolNames.Attribute, ProtocolNames.Of(protocol));
        return span;
    }

    /// <summary>Several messages are published: those without a context get that of this span, which links to those of the others.</summary>
    public static Activity? StartPublish(Protocol protocol, (TopicName Topic, MessageContent Content)[] batch)
    {
        if (!IsOn)
            return null;
        var contexts = batch.Select(message => TraceHeaders.TryRead(message.Content.Headers, out var context) ? context : default).ToArray();
        var traced = contexts.Where(context => context != default).ToArray();
        if (Start(traced.Length > 0 ? traced[0] : default, LinksTo(traced)) is not { } span)
            return null;
        for (var i = 0; i < batch.Length; i++)
        {
            if (contexts[i] == default)
                batch[i].Content = TraceHeaders.With(batch[i].Content, span.Id!, span.TraceStateString);
        }

        span.SetTag("messaging.batch.message_count", batch.Length);
        span.SetTag(ProtocolNames.Attribute, ProtocolNames.Of(protocol));
        return span;
    }

    /// <summary>What was to be done was refused.</summary>
    public static void Fail(Activity? span, ErrorCode code)
    {
        span?.SetStatus(ActivityStatusCode.Error);
        span?.SetTag("error.type", code.ToString());
    }

    /// <summary>Records were stored in one transaction.</summary>
    public static void Stored(IReadOnlyList<StoreRecord> records, TimeSpan duration, TimeProvider time)
    {
        if (!IsOn)
            return;
        var end = time.GetUtcNow();
        using var span = Begin("store", null, ActivityKind.Internal, records.OfType<MessageAppended>().Select(record => record.Message.Content), end - duration);
        span?.SetEndTime(end.UtcDateTime);
    }

    /// <summary>Messages were handed to the transport together.</summary>
    public static void Delivered(IEnumerable<OutboxItem> items, Protocol protocol, DateTimeOffset start, DateTimeOffset end)
    {
        var messages = items.Where(item => item.Message is not null).Select(item => item.Message!.Content);
        using var span = Begin("deliver", "process", ActivityKind.Consumer, messages, start);
        span?.SetTag(ProtocolNames.Attribute, ProtocolNames.Of(protocol));
        span?.SetEndTime(end.UtcDateTime);
    }

    /// <summary>A delivery was settled, in a way that the name says.</summary>
    public static void Settled(string name, ActivityContext message)
    {
        using var span = StartChild(name, "settle", ActivityKind.Client, message, null, default);
    }

    private static Activity? Start(IReadOnlyList<HeaderField> headers, IEnumerable<ActivityLink>? links) =>
        Start(TraceHeaders.TryRead(headers, out var parent) ? parent : default, links);

    // Without a context of its own the message begins a trace: that of an HTTP request that nobody records would be lost. What is not recorded
    // leaves the message as it is.
    private static Activity? Start(ActivityContext parent, IEnumerable<ActivityLink>? links)
    {
        if (parent == default)
            Activity.Current = null;
        var span = StartChild("publish", "send", ActivityKind.Producer, parent, links, default);
        if (span is not { Recorded: false })
            return span;
        span.Dispose();
        return null;
    }

    // The first traced message is the parent, since what has none is sampled for itself; the others are linked to.
    private static Activity? Begin(string name, string? type, ActivityKind kind, IEnumerable<MessageContent> messages, DateTimeOffset start)
    {
        var traced = messages
            .Select(content => TraceHeaders.TryRead(content.Headers, out var context) ? context : default)
            .Where(context => context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
            .Take(LinksMax + 1)
            .ToArray();
        if (traced.Length == 0)
            return null;
        var span = StartChild(name, type, kind, traced[0], LinksTo(traced), start);
        span?.SetTag("messaging.batch.message_count", traced.Length);
        return span;
    }

    private static IEnumerable<ActivityLink> LinksTo(ActivityContext[] traced) => traced.Skip(1).Take(LinksMax).Select(context => new ActivityLink(context));

    private static Activity? StartChild(
        string name, string? type, ActivityKind kind, ActivityContext parent, IEnumerable<ActivityLink>? links, DateTimeOffset start)
    {
        var span = Source.StartActivity(name, kind, parent, tags: null, links, start);
        span?.SetTag("messaging.system", "wcfbroker");
        span?.SetTag("messaging.operation.name", name);
        if (type is not null)
            span?.SetTag("messaging.operation.type", type);
        return span;
    }
}
