using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Text records of [MC-NBFX] 2.2.3 in the form that also ends the element; numbers take the narrowest record.</summary>
internal static class NbfxText
{
    /// <summary>String = MultiByteInt31 length, UTF-8 ([MC-NBFX] 2.1.3).</summary>
    public static void WriteString(IBufferWriter<byte> output, string value)
    {
        MultiByteInt31.Write(output, Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
    }

    public static void WriteChars(IBufferWriter<byte> output, string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        if (size == 0)
        {
            WriteRecord(output, NbfxRecord.EmptyTextWithEnd);
            return;
        }

        WriteLength(output, size, NbfxRecord.Chars8TextWithEnd, NbfxRecord.Chars16TextWithEnd, NbfxRecord.Chars32TextWithEnd);
        Encoding.UTF8.GetBytes(value, output);
    }

    public static void WriteBytesHeader(IBufferWriter<byte> output, int size) =>
        WriteLength(output, size, NbfxRecord.Bytes8TextWithEnd, NbfxRecord.Bytes16TextWithEnd, NbfxRecord.Bytes32TextWithEnd);

    public static void WriteInt64(IBufferWriter<byte> output, long value)
    {
        if (value is 0 or 1)
        {
            WriteRecord(output, value == 0 ? NbfxRecord.ZeroTextWithEnd : NbfxRecord.OneTextWithEnd);
            return;
        }

        var span = output.GetSpan(9);
        var size = value switch
        {
            >= sbyte.MinValue and <= sbyte.MaxValue => 1,
            >= short.MinValue and <= short.MaxValue => 2,
            >= int.MinValue and <= int.MaxValue => 4,
            _ => 8,
        };
        span[0] = size switch
        {
            1 => NbfxRecord.Int8TextWithEnd,
            2 => NbfxRecord.Int16TextWithEnd,
            4 => NbfxRecord.Int32TextWithEnd,
            _ => NbfxRecord.Int64TextWithEnd,
        };
        // Little-endian, so that the low bytes of the long are the narrower number; the rest is written over by what follows.
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], value);
        output.Advance(1 + size);
    }

    /// <summary>The items of an array, [MC-NBFX] 2.2.1.3, and the end of the element around them.</summary>
    public static void WriteArray<T>(IBufferWriter<byte> output, byte record, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        WriteRecord(output, record);
        MultiByteInt31.Write(output, values.Length);
        output.Write(MemoryMarshal.AsBytes(values));
        WriteRecord(output, NbfxRecord.EndElement);
    }

    /// <summary>A record whose content is eight bytes.</summary>
    public static void WriteWide(IBufferWriter<byte> output, byte record, long value)
    {
        var span = output.GetSpan(9);
        span[0] = record;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], value);
        output.Advance(9);
    }

    public static void WriteRecord(IBufferWriter<byte> output, byte record)
    {
        output.GetSpan(1)[0] = record;
        output.Advance(1);
    }

    private static void WriteLength(IBufferWriter<byte> output, int size, byte record8, byte record16, byte record32)
    {
        var span = output.GetSpan(5);
        BinaryPrimitives.WriteInt32LittleEndian(span[1..], size);
        (span[0], var width) = size switch
        {
            <= byte.MaxValue => (record8, 1),
            <= ushort.MaxValue => (record16, 2),
            _ => (record32, 4),
        };
        output.Advance(1 + width);
    }
}
