using System.Globalization;
using System.Text;

namespace WcfBroker.OriginalProtocol.Sessions;

/// <summary>Text that a client chose, made fit for a log line: short, and without control characters.</summary>
internal static class Printable
{
    private const int CharsMax = 200;

    public static string From(ReadOnlySpan<byte> utf8) => From(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, CharsMax)]));

    public static string From(string text)
    {
        var builder = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, CharsMax)))
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                builder.Append(c);
        }

        return builder.ToString();
    }
}
