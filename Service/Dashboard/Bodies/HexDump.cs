using System.Globalization;
using System.Text;

namespace WcfBroker.Dashboard.Bodies;

/// <summary>Bytes, sixteen a line: where they are, what they are, and the letters among them.</summary>
internal static class HexDump
{
    private const int LineBytes = 16;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var dump = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += LineBytes)
        {
            var line = bytes[at..Math.Min(at + LineBytes, bytes.Length)];
            dump.Append(CultureInfo.InvariantCulture, $"{at:x6}  ");
            for (var i = 0; i < LineBytes; i++)
                dump.Append(i < line.Length ? line[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(i == 7 ? "  " : " ");
            dump.Append(' ');
            foreach (var octet in line)
                dump.Append(octet is >= 0x20 and < 0x7f ? (char)octet : '.');
            dump.Append('\n');
        }

        return dump.ToString();
    }
}
