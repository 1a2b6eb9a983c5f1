using System.Globalization;
using System.Text;

namespace WcfBroker.Cli.Output;

/// <summary>Makes text from elsewhere safe for a terminal: it can neither move the cursor nor reverse what is shown.</summary>
internal static class TerminalText
{
    /// <summary>Joins emoji; harmless.</summary>
    private const int ZeroWidthJoiner = 0x200d;

    public static string Escape(string text, bool keepLines = false)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!NeedsEscape(rune) || (keepLines && rune.Value is '\n' or '\t'))
            {
                escaped.Append(rune);
            }
            else
            {
                escaped.Append(Escaped(rune.Value));
            }
        }

        return escaped.ToString();
    }

    private static string Escaped(int value) => value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
    };

    private static bool NeedsEscape(Rune rune) => rune.Value != ZeroWidthJoiner && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
