using System.Buffers;
using WcfBroker.OriginalProtocol.Framing;

namespace WcfBroker.OriginalProtocol.Mechanisms.Xml;

/// <summary>Text of XML 1.0, in an element or in a double-quoted attribute (a topic has no tab and no line end).</summary>
internal static class XmlText
{
    // The bytes that are neither markup nor part of a character that XML 1.0 forbids; 0xEF leads U+FFFE and U+FFFF.
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(IsPlain)]);

    /// <summary>Whether valid UTF-8 means itself as XML text.</summary>
    public static bool IsPlainText(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Plain);

    /// <summary>Appends valid UTF-8, unless it has characters that no XML can carry.</summary>
    public static void Append(ref FrameBuilder frame, scoped ReadOnlySpan<byte> text, bool inAttribute)
    {
        while (frame.Omission == Omission.None && !text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                plain = text.Length;
            frame.Append(text[..plain]);
            text = text[plain..];
            if (!text.IsEmpty)
                text = text[AppendSpecial(ref frame, text, inAttribute)..];
        }
    }

    private static int AppendSpecial(ref FrameBuilder frame, scoped ReadOnlySpan<byte> text, bool inAttribute)
    {
        switch (text[0])
        {
            case (byte)'&': frame.Append("&amp;"u8); break;
            case (byte)'<': frame.Append("&lt;"u8); break;
            case (byte)'>': frame.Append("&gt;"u8); break;
            case (byte)'"': frame.Append(inAttribute ? "&quot;"u8 : "\""u8); break;
            case (byte)'\r': frame.Append("&#13;"u8); break;
            case 0xEF when text[..3] is not [0xEF, 0xBF, 0xBE or 0xBF]:
                frame.Append(text[..3]);
                return 3;
            default: frame.Omit(Omission.NotXml); break;
        }

        return 1;
    }

    private static bool IsPlain(byte b) =>
        b is (byte)'\t' or (byte)'\n' || (b >= ' ' && b is not ((byte)'&' or (byte)'<' or (byte)'>' or (byte)'"' or 0xEF));
}
