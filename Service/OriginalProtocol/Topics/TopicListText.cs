using WcfBroker.Core.Topics;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Mechanisms;

namespace WcfBroker.OriginalProtocol.Topics;

/// <summary>
/// The text of all topic lists of one mechanism: each list is a beginning of the next, so each topic's line is written once
/// for all connections. Ends at the last whole line that fits a frame.
/// </summary>
internal sealed class TopicListText(Mechanism mechanism, TopicLog log, int bytesMax, Func<TopicName, bool>? shown)
{
    // An escaped character takes at most six times its bytes.
    private const int LineBytesMax = FrameFormat.PrefixBytes + (6 * WireTopic.BytesMax) + 32;

    private readonly Lock _lock = new();
    private readonly List<int> _ends = [0];
    private byte[] _text = [];
    private bool _full;

    /// <summary>The lines of the topics up to a place in the order of creation.</summary>
    public ReadOnlyMemory<byte> UpTo(int index)
    {
        lock (_lock)
        {
            while (!_full && _ends.Count <= index)
                Add(log[_ends.Count].Name);
            return _text.AsMemory(0, _ends[Math.Min(index, _ends.Count - 1)]);
        }
    }

    private void Add(TopicName topic)
    {
        var line = topic.IsReserved || shown?.Invoke(topic) == false ? default : Line(topic, stackalloc byte[LineBytesMax]);
        _full = _ends[^1] + line.Length > bytesMax;
        if (_full)
            return;
        var end = _ends[^1] + line.Length;
        if (end > _text.Length)
            Array.Resize(ref _text, Math.Max(end, Math.Min(bytesMax, _text.Length * 2)));
        line.CopyTo(_text.AsSpan(_ends[^1]));
        _ends.Add(end);
    }

    // A topic that the mechanism cannot carry has no line.
    private ReadOnlySpan<byte> Line(TopicName topic, Span<byte> buffer)
    {
        var line = new FrameBuilder(buffer);
        mechanism.AppendText(ref line, "Topic: "u8);
        mechanism.AppendText(ref line, WireTopic.Of(topic, stackalloc byte[WireTopic.BytesMax]));
        mechanism.AppendText(ref line, ListText.LineEnd);
        return line.Omission == Omission.None ? line.Content : default;
    }
}
