using System.Globalization;
using System.Net.Mime;
using System.Text;

namespace WcfBroker.Dashboard.Bodies;

/// <summary>
/// A body as text for people. It is what somebody sent: nothing in it is believed, its content type least of all. What does not parse as what
/// it says it is, is shown as the text that it is; what is no text is shown as bytes.
/// </summary>
internal sealed record BodyView(BodyKind Kind, string Text, long Bytes, long ShownBytes)
{
    /// <summary>Bytes of a body that are shown.</summary>
    public const int ShownBytesMax = 64 << 10;

    /// <summary>Characters that a laid out body has at the most: past that it is shown as it is.</summary>
    public const int LaidOutCharsMax = 512 << 10;

    /// <summary>Levels of a laid out body.</summary>
    public const int DepthMax = 64;

    private const int HexBytesMax = 8 << 10;
    private const int PreviewBytesMax = 256;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What it is shown as, for people.</summary>
    public string Label => Kind switch
    {
        BodyKind.Json => "JSON",
        BodyKind.Xml => "XML",
        _ => $"{Kind}",
    };

    public bool IsCut => ShownBytes < Bytes;

    public static BodyView Of(byte[]? body, string? contentType)
    {
        if (body is null or [])
            return new BodyView(BodyKind.Empty, "", 0, 0);
        var shown = body.AsSpan(0, Math.Min(body.Length, ShownBytesMax));
        if (Decode(shown, isCut: shown.Length < body.Length) is not { } text)
        {
            var bytes = body.AsSpan(0, Math.Min(body.Length, HexBytesMax));
            return new BodyView(BodyKind.Hex, HexDump.Of(bytes), body.Length, bytes.Length);
        }

        return LaidOut(text, TypeOf(contentType), isWhole: shown.Length == body.Length) is var (kind, laidOut)
            ? new BodyView(kind, laidOut, body.Length, body.Length)
            : new BodyView(BodyKind.Text, Printable(text), body.Length, shown.Length);
    }

    /// <summary>The beginning of a body in one line.</summary>
    public static string Preview(byte[]? body, int charsMax)
    {
        if (body is null or [])
            return "";
        var text = Decode(body.AsSpan(0, Math.Min(body.Length, PreviewBytesMax)), isCut: body.Length > PreviewBytesMax);
        var line = text is null ? Convert.ToHexStringLower(body.AsSpan(0, Math.Min(body.Length, charsMax / 2))) : Printable(text).ReplaceLineEndings(" ").Replace('\t', ' ');
        return line.Length <= charsMax ? line : $"{line.AsSpan(0, charsMax - 1)}…";
    }

    private static (BodyKind Kind, string Text)? LaidOut(string text, string type, bool isWhole)
    {
        if (!isWhole)
            return null;
        if (type.EndsWith("json", StringComparison.Ordinal) || (type.Length == 0 && text.TrimStart() is ['{' or '[', ..]))
            return JsonLayout.TryFormat(text) is { } json ? (BodyKind.Json, json) : null;
        if (type.EndsWith("xml", StringComparison.Ordinal) || (type.Length == 0 && text.TrimStart() is ['<', ..]))
            return XmlLayout.TryFormat(text) is { } xml ? (BodyKind.Xml, xml) : null;
        return null;
    }

    private static string TypeOf(string? contentType)
    {
        try
        {
            return string.IsNullOrWhiteSpace(contentType) ? "" : new ContentType(contentType).MediaType.ToLowerInvariant();
        }
        catch (FormatException)
        {
            return "";
        }
    }

    // The last character of what was cut may be half there.
    private static string? Decode(ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        for (var cut = isCut ? 3 : 0; cut >= 0; cut--)
        {
            try
            {
                var text = Strict.GetString(bytes[..^Math.Min(cut, bytes.Length)]);
                return text.Contains('\0', StringComparison.Ordinal) ? null : text;
            }
            catch (DecoderFallbackException) when (cut > 0)
            {
                // One byte more or less may make it whole.
                continue;
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }

        return null;
    }

    // Controls, and what turns the direction of a line, would let a message show other than what it is.
    private static string Printable(string text) => string.Create(text.Length, text, static (shown, source) =>
    {
        for (var i = 0; i < shown.Length; i++)
        {
            var isHidden = (char.IsControl(source[i]) && source[i] is not ('\n' or '\r' or '\t')) || char.GetUnicodeCategory(source[i]) == UnicodeCategory.Format;
            shown[i] = isHidden ? '\uFFFD' : source[i];
        }
    });
}
