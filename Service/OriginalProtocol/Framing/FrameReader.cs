using System.Buffers;

namespace WcfBroker.OriginalProtocol.Framing;

/// <summary>Takes frames from what has arrived so far.</summary>
internal static class FrameReader
{
    /// <summary>Copies one frame, its prefix written anew; false if it has not arrived wholly.</summary>
    public static bool TryRead(ref SequenceReader<byte> reader, int bytesMax, out byte[] frame)
    {
        frame = [];
        if (reader.Remaining < FrameFormat.PrefixBytes)
            return false;
        var length = ReadLength(reader, bytesMax);
        if (reader.Remaining < FrameFormat.PrefixBytes + length)
            return false;
        frame = GC.AllocateUninitializedArray<byte>(FrameFormat.PrefixBytes + length);
        reader.TryCopyTo(frame);
        reader.Advance(frame.Length);
        FramePrefix.Write(frame, length);
        return true;
    }

    private static int ReadLength(scoped in SequenceReader<byte> reader, int bytesMax)
    {
        Span<byte> prefix = stackalloc byte[FrameFormat.PrefixBytes];
        reader.TryCopyTo(prefix);
        if (!FramePrefix.TryParse(prefix, out var length))
            throw new ProtocolViolationException("a frame does not begin with its length in five characters");
        return length <= bytesMax
            ? length
            : throw new ProtocolViolationException($"a frame of {length} bytes is longer than the {bytesMax} allowed here");
    }
}
