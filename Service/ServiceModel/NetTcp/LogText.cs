using System.Globalization;
using System.Text;

namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Makes text from the wire fit for a log: one line of bounded length.</summary>
internal static class LogText
{
    private const int CharsMax = 512;

    public static string Escape(string? text)
    {
        if (text is null)
            return "(none)";
        if (text.Length <= CharsMax && !text.Any(char.IsControl))
            return text;
        var escaped = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, CharsMax)))
        {
            if (char.IsControl(c))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                escaped.Append(c);
        }

        return text.Length > CharsMax ? escaped.Append("...").ToString() : escaped.ToString();
    }
}
