using WcfBroker.Core.Errors;
using System.Buffers;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Topics;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Turns what a client sends into commands, in order.</summary>
internal sealed class CommandDecoder(SessionContext session)
{
    private const string ContentType = "text/plain; charset=utf-8";

    private readonly TopicNameCache _topics = new();
    private readonly Refusals _refusals = new(session);
    private readonly SubscriptionOptions _subscriptions = new()
    {
        Start = StartKind.LastBelow,
        TopicNotices = TopicNotices.All,
        WhenSlow = session.Options.WhenSlow,
    };

    /// <summary>Takes one frame off the buffer; false if none has arrived wholly. The command is null if there is nothing to apply.</summary>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out Command? command)
    {
        command = null;
        if (!FrameReader.TryRead(ref buffer, session.Options.FrameBytesMax, out var payload))
            return false;
        command = payload.IsSingleSegment ? Decode(payload.FirstSpan) : DecodeCopy(payload);
        return true;
    }

    private Command? DecodeCopy(in ReadOnlySequence<byte> payload)
    {
        var length = (int)payload.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            payload.CopyTo(copy);
            return Decode(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private Command? Decode(ReadOnlySpan<byte> payload)
    {
        var message = session.Mechanism.Decode(payload);
        switch (message.Method)
        {
            case ClientMethod.Publish: return Publish(message);
            case ClientMethod.Subscribe: return Subscribe(message.Topic);
            case ClientMethod.List: return new SendTopicList(session.Id);
            case ClientMethod.Cancel: return Cancel(message.Text.Length > 0 ? message.Text : message.Topic);
            default:
                _refusals.Add($"unknown method '{Printable.From(message.MethodName)}'");
                return null;
        }
    }

    private Publish? Publish(in ClientMessage message)
    {
        if (!TryFind(message.Topic, out var topic))
            return null;
        var content = new MessageContent { Body = message.Text, ContentType = ContentType };
        if (MessageRules.Check(content, session.Loop.Limits, "message") is { } error)
        {
            _refusals.Refuse(error);
            return null;
        }

        return new Publish(session.Id, null, topic, content, _refusals);
    }

    private Subscribe? Subscribe(ReadOnlySpan<byte> topic) =>
        TryFind(topic, out var name) ? new Subscribe(session.Id, TopicFilter.Parse(name.Value), _subscriptions, _refusals) : null;

    private UnsubscribeTopic? Cancel(ReadOnlySpan<byte> topic) =>
        TryFind(topic, out var name) ? new UnsubscribeTopic(session.Id, name) : null;

    private bool TryFind(ReadOnlySpan<byte> bytes, out TopicName topic)
    {
        if (bytes is not [(byte)'/', ..])
            throw new ProtocolViolationException($"the topic '{Printable.From(bytes)}' does not begin with '/'");
        if (_topics.Find(bytes, out topic) is not { } error)
            return true;
        _refusals.Refuse(error);
        return false;
    }
}
