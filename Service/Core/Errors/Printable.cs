using System.Buffers;
using System.Text;

namespace WcfBroker.Core.Errors;

/// <summary>Text that a client chose, made fit to show: short, on one line, and legal in XML.</summary>
public static class Printable
{
    /// <summary>The most characters of a text that are shown.</summary>
    public const int CharsMax = 200;

    /// <summary>The beginning of a text that came as UTF-8.</summary>
    public static string From(ReadOnlySpan<byte> utf8) => From(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, CharsMax)]));

    /// <summary>The beginning of a text; control characters, line ends and halves of surrogate pairs written as <c>\uXXXX</c>.</summary>
    public static string From(ReadOnlySpan<char> text, int charsMax = CharsMax)
    {
        var shown = new StringBuilder(Math.Min(text.Length, charsMax));
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(text, out var rune, out var length);
            var piece = status == OperationStatus.Done && !IsDisruptive(rune) ? text[..length] : $"\\u{(int)text[0]:x4}";
            if (shown.Length + piece.Length > charsMax)
                break;
            shown.Append(piece);
            text = text[length..];
        }

        return shown.ToString();
    }

    private static bool IsDisruptive(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xfffe or 0xffff;
}
