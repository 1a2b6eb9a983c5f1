using System.Buffers;

namespace WcfBroker.ServiceModel.Tests.Framing;

/// <summary>Bytes in separate segments, as a pipe may hold them.</summary>
internal sealed class SplitSequence : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Create(params IEnumerable<byte[]> parts)
    {
        SplitSequence? first = null;
        SplitSequence? last = null;
        foreach (var part in parts)
        {
            var next = new SplitSequence { Memory = part, RunningIndex = last is null ? 0 : last.RunningIndex + last.Memory.Length };
            first ??= next;
            if (last is not null)
                last.Next = next;
            last = next;
        }

        return first is null ? default : new(first, 0, last!, last!.Memory.Length);
    }
}
