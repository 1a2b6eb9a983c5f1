using System.Buffers.Binary;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Takes single records, [MC-NBFX] 2.2, off the front of bytes. What is not next, or is cut off, is false.</summary>
internal static class NbfxSpan
{
    public static bool TryRead(scoped ref ReadOnlySpan<byte> rest, byte record)
    {
        if (rest.IsEmpty || rest[0] != record)
            return false;
        rest = rest[1..];
        return true;
    }

    public static bool TryRead(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> records)
    {
        if (!rest.StartsWith(records))
            return false;
        rest = rest[records.Length..];
        return true;
    }

    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, long size, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (size > rest.Length)
            return false;
        bytes = rest[..(int)size];
        rest = rest[(int)size..];
        return true;
    }

    /// <summary>A number in at most three bytes, which is more than any key or size that is expected here.</summary>
    public static bool TryReadInt31(scoped ref ReadOnlySpan<byte> rest, out int value)
    {
        value = 0;
        for (var i = 0; i < 3 && i < rest.Length; i++)
        {
            value |= (rest[i] & 0x7F) << (7 * i);
            if ((rest[i] & 0x80) != 0)
                continue;
            rest = rest[(i + 1)..];
            return true;
        }

        return false;
    }

    /// <summary>The content of an element that is text as UTF-8 in one record or none, and the element's end.</summary>
    public static bool TryReadChars(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (rest.IsEmpty)
            return false;
        var record = rest[0];
        return (record & ~NbfxRecord.WithEndElement) switch
        {
            NbfxRecord.EmptyText => TryRead(ref rest, NbfxRecord.EmptyTextWithEnd),
            NbfxRecord.Chars8Text => TryTakeSized(ref rest, sizeof(byte), out text) && TryEnd(ref rest, record),
            NbfxRecord.Chars16Text => TryTakeSized(ref rest, sizeof(ushort), out text) && TryEnd(ref rest, record),
            NbfxRecord.Chars32Text => TryTakeSized(ref rest, sizeof(uint), out text) && TryEnd(ref rest, record),
            _ => TryRead(ref rest, NbfxRecord.EndElement),
        };
    }

    /// <summary>Some of the bytes of an element, or its end.</summary>
    public static bool TryReadBytes(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> bytes, out bool isLast)
    {
        bytes = default;
        isLast = !rest.IsEmpty && (rest[0] & NbfxRecord.WithEndElement) != 0;
        return !rest.IsEmpty && rest[0] switch
        {
            NbfxRecord.EndElement => TryRead(ref rest, NbfxRecord.EndElement),
            NbfxRecord.Bytes8Text or NbfxRecord.Bytes8TextWithEnd => TryTakeSized(ref rest, sizeof(byte), out bytes),
            NbfxRecord.Bytes16Text or NbfxRecord.Bytes16TextWithEnd => TryTakeSized(ref rest, sizeof(ushort), out bytes),
            NbfxRecord.Bytes32Text or NbfxRecord.Bytes32TextWithEnd => TryTakeSized(ref rest, sizeof(uint), out bytes),
            _ => false,
        };
    }

    private static bool TryEnd(scoped ref ReadOnlySpan<byte> rest, byte record) =>
        (record & NbfxRecord.WithEndElement) != 0 || TryRead(ref rest, NbfxRecord.EndElement);

    private static bool TryTakeSized(scoped ref ReadOnlySpan<byte> rest, int width, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        var content = rest[1..];
        if (!TryTake(ref content, width, out var size) || !TryTake(ref content, ReadSize(size), out bytes))
            return false;
        rest = content;
        return true;
    }

    private static uint ReadSize(ReadOnlySpan<byte> size) => size.Length switch
    {
        sizeof(byte) => size[0],
        sizeof(ushort) => BinaryPrimitives.ReadUInt16LittleEndian(size),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(size),
    };
}
