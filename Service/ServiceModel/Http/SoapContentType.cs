using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace WcfBroker.ServiceModel.Http;

/// <summary>What the content type of a request says of its envelope.</summary>
/// <param name="Text">The header itself.</param>
/// <param name="Version">The version of SOAP, told by the media type.</param>
/// <param name="Encoding">UTF-8 unless it says otherwise.</param>
/// <param name="Action">The action, which SOAP 1.2 may name here.</param>
internal sealed record SoapContentType(string Text, SoapVersion Version, Encoding Encoding, string? Action)
{
    /// <returns>Null for a content type that is not served.</returns>
    public static SoapContentType? Parse(string? text)
    {
        if (!MediaTypeHeaderValue.TryParse(text, out var value) || Find(value.MediaType) is not { } version)
            return null;
        return FindEncoding(Unquote(value.Charset)) is { } encoding
            ? new(text!, version, encoding, Unquote(value.Parameters.FirstOrDefault(p => Is(p.Name, "action"))?.Value ?? default).Value)
            : null;
    }

    private static SoapVersion? Find(StringSegment mediaType) =>
        Array.Find([SoapVersion.Soap11, SoapVersion.Soap12], version => Is(mediaType, version.MediaType));

    private static Encoding? FindEncoding(StringSegment charset) => charset.Value?.ToUpperInvariant() switch
    {
        null or "" or "UTF-8" => Encoding.UTF8,
        "UTF-16" or "UTF-16LE" => Utf16.LittleEndian,
        "UTF-16BE" => Utf16.BigEndian,
        _ => null,
    };

    private static StringSegment Unquote(StringSegment value) => HeaderUtilities.RemoveQuotes(value);

    private static bool Is(StringSegment value, string expected) => value.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
