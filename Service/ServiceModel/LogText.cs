using System.Globalization;
using System.Text;

namespace WcfBroker.ServiceModel;

/// <summary>Makes text from the wire fit to be repeated in a log or a fault: one line of bounded length.</summary>
internal static class LogText
{
    private const int CharsMax = 512;

    public static string Escape(string? text)
    {
        if (text is null)
            return "(none)";
        if (text.Length <= CharsMax && text.All(IsPlain))
            return text;
        var escaped = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, CharsMax)).EnumerateRunes())
        {
            if (rune.IsBmp && !IsPlain((char)rune.Value))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                escaped.Append(rune);
        }

        return text.Length > CharsMax ? escaped.Append("...").ToString() : escaped.ToString();
    }

    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && c < '\uFFFE';
}
