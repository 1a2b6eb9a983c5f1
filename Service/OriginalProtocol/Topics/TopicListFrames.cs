using System.Buffers;
using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Topics;

/// <summary>Writes LIST_ACK and LIST_NACK frames of one mechanism.</summary>
internal sealed class TopicListFrames
{
    // A list without its lines, with room to spare.
    private const int HeadBytesMax = 256;

    private readonly Mechanism _mechanism;
    private readonly byte[] _head;
    private readonly byte[] _nothing;
    private readonly TopicListText _lines;

    public TopicListFrames(Mechanism mechanism, TopicLog log, Func<TopicName, bool>? shown = null)
    {
        _mechanism = mechanism;
        _head = Head(MethodNames.ListAck, ListText.LineEnd).ToArray();
        _nothing = Head(MethodNames.ListNack, ListText.None).ToArray();
        _lines = new TopicListText(mechanism, log, FrameFormat.FrameBytesMax - _head.Length - mechanism.AfterText.Length, shown);
    }

    /// <summary>Writes the list of the topics up to a place in the order of creation.</summary>
    public void Write(IBufferWriter<byte> output, int index)
    {
        var lines = _lines.UpTo(index).Span;
        var frame = new FrameBuilder(output.GetSpan(HeadBytesMax + lines.Length));
        frame.Append(lines.IsEmpty ? _nothing : _head);
        frame.Append(lines);
        frame.Append(_mechanism.AfterText);
        output.Advance(frame.Finish().Length);
    }

    private ReadOnlySpan<byte> Head(ReadOnlySpan<byte> method, ReadOnlySpan<byte> text)
    {
        var frame = new FrameBuilder(new byte[HeadBytesMax]);
        _mechanism.Begin(ref frame, method, ListText.Topic);
        _mechanism.AppendText(ref frame, text);
        return frame.Content;
    }
}
