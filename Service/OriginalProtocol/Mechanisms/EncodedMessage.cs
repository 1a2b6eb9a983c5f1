using System.Buffers;
using System.Text.Unicode;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>A message in the form of one mechanism, made once and shared by all its connections.</summary>
internal sealed class EncodedMessage
{
    // All of a frame but its text; an escaped character takes at most six times its bytes.
    private const int HeadBytesMax = 128 + (6 * WireTopic.BytesMax);

    private readonly byte[] _frame = [];
    private readonly int _textStart;
    private readonly int _textLength;

    private EncodedMessage(scoped in FrameBuilder frame, int textStart, int textLength)
    {
        (_textStart, _textLength, Omission) = (textStart, textLength, frame.Omission);
        if (Omission == Omission.None)
            _frame = frame.Finish().ToArray();
    }

    /// <summary>Why the message cannot be carried.</summary>
    public Omission Omission { get; }

    /// <summary>The whole PUBLISH frame.</summary>
    public ReadOnlySpan<byte> Frame => _frame;

    private ReadOnlySpan<byte> Text => _frame.AsSpan(_textStart, _textLength);

    public static EncodedMessage Make(Mechanism mechanism, PublishedMessage message)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FrameBuilder.BytesMax);
        try
        {
            return Make(new FrameBuilder(buffer), mechanism, message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes the message as the last one of a topic, its own or one above it.</summary>
    public Omission WriteAsLast(IBufferWriter<byte> output, Mechanism mechanism, TopicName topic)
    {
        if (Omission != Omission.None)
            return Omission;
        var frame = new FrameBuilder(output.GetSpan(_textLength + HeadBytesMax));
        mechanism.Begin(ref frame, MethodNames.LastMessage, WireTopic.Of(topic, stackalloc byte[WireTopic.BytesMax]));
        frame.Append(Text);
        frame.Append(mechanism.AfterText);
        if (frame.Omission == Omission.None)
            output.Advance(frame.Finish().Length);
        return frame.Omission;
    }

    private static EncodedMessage Make(FrameBuilder frame, Mechanism mechanism, PublishedMessage message)
    {
        mechanism.Begin(ref frame, MethodNames.Publish, WireTopic.Of(message.Topic.Name, stackalloc byte[WireTopic.BytesMax]));
        var start = frame.Length;
        if (Utf8.IsValid(message.Content.Body.Span))
            mechanism.AppendText(ref frame, message.Content.Body.Span);
        else
            frame.Omit(Omission.NotText);
        var length = frame.Length - start;
        frame.Append(mechanism.AfterText);
        return new EncodedMessage(frame, start, length);
    }
}
