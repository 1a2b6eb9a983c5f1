using System.Buffers;

namespace WcfBroker.ServiceModel.Framing;

/// <summary>MultiByteInt31, [MC-NMF] 2.2.2.1 and [MC-NBFX] 2.1.2: seven bits a byte, low bits first, at most five bytes.</summary>
internal static class MultiByteInt31
{
    public const int BytesMax = 5;

    /// <returns>False when bytes are missing.</returns>
    /// <exception cref="FramingException">The number is longer than five bytes or above 2^31 - 1.</exception>
    public static bool TryRead(ref SequenceReader<byte> reader, out int value)
    {
        long result = 0;
        value = 0;
        for (var i = 0; i < BytesMax; i++)
        {
            if (!reader.TryRead(out var part))
                return false;
            result |= (long)(part & 0x7F) << (7 * i);
            if ((part & 0x80) != 0)
                continue;
            if (result > int.MaxValue)
                break;
            value = (int)result;
            return true;
        }

        throw new FramingException("a length above 2^31 - 1");
    }

    public static int Size(int value) => value switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        < 1 << 28 => 4,
        _ => 5,
    };

    public static void Write(IBufferWriter<byte> output, int value)
    {
        var span = output.GetSpan(BytesMax);
        var rest = (uint)value;
        var size = 0;
        while (rest >= 0x80)
        {
            span[size++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[size++] = (byte)rest;
        output.Advance(size);
    }
}
