using System.Buffers;

namespace WcfBroker.OriginalProtocol.Framing;

/// <summary>Takes frames from what has arrived so far.</summary>
internal static class FrameReader
{
    /// <summary>Takes one frame off the front of the buffer; false if it has not arrived wholly.</summary>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int bytesMax, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < FrameFormat.PrefixBytes)
            return false;
        var length = ReadLength(buffer, bytesMax);
        if (buffer.Length - FrameFormat.PrefixBytes < length)
            return false;
        payload = buffer.Slice(FrameFormat.PrefixBytes, length);
        buffer = buffer.Slice(payload.End);
        return true;
    }

    private static int ReadLength(in ReadOnlySequence<byte> buffer, int bytesMax)
    {
        Span<byte> copy = stackalloc byte[FrameFormat.PrefixBytes];
        scoped var prefix = buffer.FirstSpan;
        if (prefix.Length < FrameFormat.PrefixBytes)
        {
            buffer.Slice(0, FrameFormat.PrefixBytes).CopyTo(copy);
            prefix = copy;
        }

        if (!FramePrefix.TryParse(prefix[..FrameFormat.PrefixBytes], out var length))
            throw new ProtocolViolationException("a frame does not begin with its length in five characters");
        return length <= bytesMax
            ? length
            : throw new ProtocolViolationException($"a frame of {length} bytes is longer than the {bytesMax} allowed here");
    }
}
