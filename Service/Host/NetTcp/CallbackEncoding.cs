using System.Buffers;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Server.Mapping;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.Host.NetTcp;

/// <summary>
/// A delivery as bytes that every session understands: the members that all subscribers share, encoded once per message,
/// and the few that belong to a subscription, encoded once per subscription.
/// </summary>
internal sealed class CallbackEncoding
{
    private const int BufferBytesKept = 64 << 10;

    // A buffer for each message would grow several times and outweigh the message.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    private readonly CallbackOperation _operation;
    private readonly Dictionary<string, FragmentName> _names;

    public CallbackEncoding(CallbackContract callbacks)
    {
        OnMessage = callbacks[nameof(ISubscriberCallback.OnMessage)];
        OnMessages = callbacks[nameof(ISubscriberCallback.OnMessages)];
        HandleMessage = callbacks[nameof(ISubscriberCallback.HandleMessage)];
        OnNotice = callbacks[nameof(ISubscriberCallback.OnNotice)];
        _operation = OnMessages;
        _names = Members.ToDictionary(name => name, name => _operation.Element(name, ContractNamespace.Uri));
        Start = Encode(writer => writer.Start(_names[nameof(Delivery)]));
        Shared = new MessageForm<byte[]>(message => Encode(writer => WriteShared(writer, message)));
    }

    public CallbackOperation OnMessage { get; }

    public CallbackOperation OnMessages { get; }

    public CallbackOperation HandleMessage { get; }

    public CallbackOperation OnNotice { get; }

    /// <summary>The beginning of one delivery of a batch.</summary>
    public ReadOnlyMemory<byte> Start { get; }

    /// <summary>The members that all subscribers of a message share.</summary>
    public MessageForm<byte[]> Shared { get; }

    private static string[] Members =>
    [
        nameof(Delivery), nameof(Header), nameof(Header.Name), nameof(Header.Value),
        nameof(Delivery.Topic), nameof(Delivery.Sequence), nameof(Delivery.PublishedUtc), nameof(Delivery.Publisher),
        nameof(Delivery.Id), nameof(Delivery.ContentType), nameof(Delivery.Body), nameof(Delivery.Headers),
        nameof(Delivery.TimeToLive), nameof(Delivery.CorrelationId), nameof(Delivery.ReplyTo),
        nameof(Delivery.Subscription), nameof(Delivery.Retained),
        nameof(Delivery.Token), nameof(Delivery.Attempt), nameof(Delivery.Redelivered),
    ];

    /// <summary>The members that belong to a subscription.</summary>
    public byte[] OfSubscription(SubscriptionId id, bool retained) => Encode(writer =>
    {
        writer.Element(_names[nameof(Delivery.Subscription)], id.Value);
        if (retained)
            writer.Element(_names[nameof(Delivery.Retained)], true);
    });

    /// <summary>The members that belong to one attempt of a durable subscription.</summary>
    public byte[] OfAttempt(SubscriptionId id, DeliveryAttempt attempt) => Encode(writer =>
    {
        writer.Element(_names[nameof(Delivery.Subscription)], id.Value);
        writer.Element(_names[nameof(Delivery.Token)], SettlementMapping.ToText(attempt.Token));
        writer.Element(_names[nameof(Delivery.Attempt)], attempt.Number);
        if (attempt.Redelivered)
            writer.Element(_names[nameof(Delivery.Redelivered)], true);
    });

    private static byte[] Encode(Action<FragmentWriter> write)
    {
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>();
        buffer.ResetWrittenCount();
        write(new FragmentWriter(buffer));
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > BufferBytesKept)
            s_buffer = null;
        return bytes;
    }

    private void WriteShared(FragmentWriter writer, PublishedMessage message)
    {
        var content = message.Content;
        writer.Element(_names[nameof(Delivery.Topic)], message.Topic.Name.Value);
        writer.Element(_names[nameof(Delivery.Sequence)], message.Sequence);
        writer.Element(_names[nameof(Delivery.PublishedUtc)], message.PublishedUtc);
        WriteText(writer, nameof(Delivery.Publisher), message.Publisher);
        WriteText(writer, nameof(Delivery.Id), content.Id);
        WriteText(writer, nameof(Delivery.ContentType), content.ContentType);
        if (!content.Body.IsEmpty)
            writer.Element(_names[nameof(Delivery.Body)], content.Body.Span);
        WriteHeaders(writer, content.Headers);
        if (content.TimeToLive is { } life)
            writer.Element(_names[nameof(Delivery.TimeToLive)], life);
        WriteText(writer, nameof(Delivery.CorrelationId), content.CorrelationId);
        WriteText(writer, nameof(Delivery.ReplyTo), content.ReplyTo);
    }

    private void WriteHeaders(FragmentWriter writer, IReadOnlyList<HeaderField> headers)
    {
        if (headers.Count == 0)
            return;
        writer.Start(_names[nameof(Delivery.Headers)]);
        foreach (var header in headers)
        {
            writer.Start(_names[nameof(Header)]);
            writer.Element(_names[nameof(Header.Name)], header.Name);
            writer.Element(_names[nameof(Header.Value)], header.Value);
            writer.End();
        }

        writer.End();
    }

    private void WriteText(FragmentWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.Element(_names[name], value);
    }
}
