using System.Globalization;
using System.Text;

namespace WcfBroker.Server.Rest;

/// <summary>
/// Text of a message in an HTTP header: percent-encoded as UTF-8 where it is not printable ASCII, since a header can carry
/// nothing else.
/// </summary>
internal static class HeaderText
{
    private const string OtherNameChars = "!#$&'*+-.^_`|~";

    public static string Decode(string value) => Uri.UnescapeDataString(value);

    public static string Encode(string value) => Encode(value, (text, i) => text[i] is > ' ' and < '\x7f' and not '%' || IsInnerSpace(text, i));

    public static string EncodeName(string name) => Encode(name, (text, i) => char.IsAsciiLetterOrDigit(text[i]) || OtherNameChars.Contains(text[i]));

    private static string Encode(string text, Func<string, int, bool> isPlain)
    {
        var encoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (isPlain(text, i))
            {
                encoded.Append(text[i]);
                continue;
            }

            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            foreach (var octet in Encoding.UTF8.GetBytes(text.Substring(i, length)))
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            i += length - 1;
        }

        return encoded.ToString();
    }

    private static bool IsInnerSpace(string text, int i) => text[i] == ' ' && i > 0 && i < text.Length - 1;
}
