using System.Buffers;
using System.Text;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms.Json;

/// <summary>Text inside JSON quotes, in ASCII as the old broker's <c>json.dumps</c> wrote it.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Where(c => c is not ((byte)'"' or (byte)'\\'))]);

    /// <summary>Appends valid UTF-8.</summary>
    public static void Append(ref FrameBuilder frame, scoped ReadOnlySpan<byte> text)
    {
        while (frame.Omission == Omission.None && !text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
            {
                frame.Append(text);
                return;
            }

            frame.Append(text[..plain]);
            Rune.DecodeFromUtf8(text[plain..], out var rune, out var bytes);
            AppendEscaped(ref frame, rune);
            text = text[(plain + bytes)..];
        }
    }

    private static void AppendEscaped(ref FrameBuilder frame, Rune rune)
    {
        switch (rune.Value)
        {
            case '"': frame.Append("\\\""u8); break;
            case '\\': frame.Append("\\\\"u8); break;
            case '\n': frame.Append("\\n"u8); break;
            case '\r': frame.Append("\\r"u8); break;
            case '\t': frame.Append("\\t"u8); break;
            case '\b': frame.Append("\\b"u8); break;
            case '\f': frame.Append("\\f"u8); break;
            default: AppendUnits(ref frame, rune); break;
        }
    }

    private static void AppendUnits(ref FrameBuilder frame, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (int unit in units[..rune.EncodeToUtf16(units)])
            frame.Append([(byte)'\\', (byte)'u', Hex(unit >> 12), Hex(unit >> 8), Hex(unit >> 4), Hex(unit)]);
    }

    private static byte Hex(int value) => "0123456789abcdef"u8[value & 0xf];
}
