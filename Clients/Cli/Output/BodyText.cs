using System.Globalization;
using System.Text;

namespace WcfBroker.Cli.Output;

/// <summary>Payloads as text: what is UTF-8 is text, anything else is bytes.</summary>
internal static class BodyText
{
    private const int CharactersMax = 2000;
    private const int HexBytesMax = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a payload, or null when it is not UTF-8.</summary>
    public static string? Decode(byte[]? body)
    {
        try
        {
            return StrictUtf8.GetString(body ?? []);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>One line for people, cut when it is long.</summary>
    public static string Line(byte[]? body) => Decode(body) switch
    {
        null => Hex(body!),
        { Length: > CharactersMax } text => $"{TerminalText.Escape(text[..CharactersMax])}... ({Bytes(body!.Length)})",
        var text => TerminalText.Escape(text),
    };

    /// <summary>The whole payload for people, its lines kept.</summary>
    public static string Whole(byte[]? body) =>
        Decode(body) is { } text ? TerminalText.Escape(text.TrimEnd('\n'), keepLines: true) : Hex(body!);

    private static string Hex(byte[] body)
    {
        var digits = string.Join(' ', body.Take(HexBytesMax).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        return $"({Bytes(body.Length)}) {digits}{(body.Length > HexBytesMax ? " ..." : "")}";
    }

    private static string Bytes(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "byte" : "bytes")}");
}
