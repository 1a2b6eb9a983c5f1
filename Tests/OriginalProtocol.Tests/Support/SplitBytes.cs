using System.Buffers;

namespace WcfBroker.OriginalProtocol.Tests.Support;

/// <summary>Bytes in two pieces, as two packets bring them.</summary>
internal sealed class SplitBytes : ReadOnlySequenceSegment<byte>
{
    private SplitBytes(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

    public static ReadOnlySequence<byte> At(byte[] bytes, int split)
    {
        var second = new SplitBytes(bytes.AsMemory(split), split);
        var first = new SplitBytes(bytes.AsMemory(0, split), 0) { Next = second };
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }
}
