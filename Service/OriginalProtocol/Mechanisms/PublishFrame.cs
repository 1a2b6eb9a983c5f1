using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms;

/// <summary>
/// A message as one mechanism's PUBLISH frame, made once and shared by all its connections. Of a message that cannot be
/// carried it is the reason, in one byte.
/// </summary>
internal static class PublishFrame
{
    // All of a frame but its text; an escaped character takes at most six times its bytes.
    private const int HeadBytesMax = 128 + (6 * WireTopic.BytesMax);

    public static byte[] Make(Mechanism mechanism, PublishedMessage message)
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

    public static Omission OmissionOf(byte[] frame) => frame.Length > 1 ? Omission.None : (Omission)frame[0];

    /// <summary>Writes the message of a PUBLISH frame as the last one of a topic, its own or one above it.</summary>
    public static Omission WriteAsLast(
        IBufferWriter<byte> output, Mechanism mechanism, byte[] published, TopicName topic, TopicName shownAs)
    {
        if (OmissionOf(published) is not Omission.None and var reason)
            return reason;
        var text = Text(mechanism, published, topic);
        var frame = new FrameBuilder(output.GetSpan(HeadBytesMax + text.Length));
        mechanism.Begin(ref frame, MethodNames.LastMessage, WireTopic.Of(shownAs, stackalloc byte[WireTopic.BytesMax]));
        frame.Append(text);
        frame.Append(mechanism.AfterText);
        if (frame.Omission == Omission.None)
            output.Advance(frame.Finish().Length);
        return frame.Omission;
    }

    private static ReadOnlySpan<byte> Text(Mechanism mechanism, byte[] published, TopicName topic)
    {
        var head = new FrameBuilder(stackalloc byte[HeadBytesMax]);
        Begin(ref head, mechanism, topic);
        return published.AsSpan(head.Length, published.Length - head.Length - mechanism.AfterText.Length);
    }

    private static void Begin(ref FrameBuilder frame, Mechanism mechanism, TopicName topic) =>
        mechanism.Begin(ref frame, MethodNames.Publish, WireTopic.Of(topic, stackalloc byte[WireTopic.BytesMax]));

    private static byte[] Make(FrameBuilder frame, Mechanism mechanism, PublishedMessage message)
    {
        var body = message.Content.Body;
        if (!Utf8.IsValid(body.Span))
            return [(byte)Omission.NotText];
        Begin(ref frame, mechanism, message.Topic.Name);
        var head = frame.Length;
        mechanism.AppendText(ref frame, body.Span);
        frame.Append(mechanism.AfterText);
        if (frame.Omission != Omission.None)
            return [(byte)frame.Omission];
        var made = frame.Finish();
        return AsReceived(body, head, made) ?? made.ToArray();
    }

    // A body that was cut out of a frame of this same form lies in the very bytes that are to be sent.
    private static byte[]? AsReceived(ReadOnlyMemory<byte> body, int offset, ReadOnlySpan<byte> frame) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == offset && frame.SequenceEqual(segment.Array)
            ? segment.Array
            : null;
}
