using System.Buffers;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Topics;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Turns what a client sends into commands, in order.</summary>
internal sealed class CommandDecoder(SessionContext session)
{
    /// <summary>How many frames are read at once.</summary>
    public const int FramesMax = 256;

    private const string ContentType = "text/plain; charset=utf-8";
    private const int FrameOverheadMax = 256;
    private static readonly SubscriptionOptions Options = new() { Start = StartKind.LastBelow, TopicNotices = TopicNotices.All };

    private readonly TopicNameCache _topics = new();
    private readonly Refusals _refusals = new(session);

    /// <summary>Takes frames off the buffer and adds what they ask for, up to a bound.</summary>
    /// <returns>How many frames were taken: with fewer than <see cref="FramesMax"/>, the next has not arrived wholly.</returns>
    public int Read(ref ReadOnlySequence<byte> buffer, List<Command> commands)
    {
        var reader = new SequenceReader<byte>(buffer);
        var frames = 0;
        for (; frames < FramesMax && FrameReader.TryRead(ref reader, session.Options.FrameBytesMax, out var frame); frames++)
        {
            if (Decode(frame) is { } command)
                commands.Add(command);
        }

        buffer = buffer.Slice(reader.Position);
        return frames;
    }

    private Command? Decode(byte[] frame)
    {
        var message = session.Mechanism.Decode(frame.AsSpan(FrameFormat.PrefixBytes));
        switch (message.Method)
        {
            case ClientMethod.Publish: return Publish(message, frame);
            case ClientMethod.Subscribe: return Subscribe(message.Topic);
            case ClientMethod.List: return new SendTopicList(session.Id);
            case ClientMethod.Authenticate: throw new ProtocolViolationException("a login came after other frames; it is the first one after the mechanism");
            case ClientMethod.Cancel: return Cancel(message.Text.Length > 0 ? message.Text : message.Topic);
            default:
                _refusals.Add($"unknown method '{Printable.From(message.MethodName)}'");
                return null;
        }
    }

    private Command? Publish(in ClientMessage message, byte[] frame)
    {
        if (!TryFind(message.Topic, out var topic))
            return null;
        if (session.Access?.CheckPublish(topic) is { } refusal)
            return Refuse(refusal);
        var content = new MessageContent { Body = Body(message.Text, frame), ContentType = ContentType };
        if (MessageRules.Check(content, session.Loop.Limits, "message") is { } error)
        {
            _refusals.Refuse(error);
            return null;
        }

        var reply = session.Observer?.Publishing(topic, ref content, _refusals) ?? _refusals;
        return new Publish(session.Id, session.Access?.Identity, topic, content, reply) { Protocol = Protocol.Original };
    }

    // A body that is nearly all of its frame stays where it is, and the frame can be sent on as it came.
    private static ReadOnlyMemory<byte> Body(ReadOnlySpan<byte> text, byte[] frame) =>
        frame.Length - text.Length <= FrameOverheadMax && new ReadOnlySpan<byte>(frame).Overlaps(text, out var offset)
            ? frame.AsMemory(offset, text.Length)
            : text.ToArray();

    private Command? Subscribe(ReadOnlySpan<byte> topic)
    {
        if (!TryFind(topic, out var name))
            return null;
        var filter = TopicFilter.Parse(name.Value);
        return session.Access?.CheckSubscribe(filter) is { } refusal
            ? Refuse(refusal)
            : new Subscribe(session.Id, filter, Options, _refusals) { Identity = session.Access?.Identity };
    }

    // The client is told, unlike of what is wrong with its frames: only clients of a broker with rules meet this.
    private SendWord Refuse(BrokerError refusal)
    {
        session.Counters.AddRefused(refusal.Code);
        return new SendWord(session.Id, $"{refusal.Message} ({refusal.Value})");
    }

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
