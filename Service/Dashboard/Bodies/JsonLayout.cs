using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WcfBroker.Dashboard.Bodies;

/// <summary>JSON, one member a line.</summary>
internal static class JsonLayout
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = BodyView.DepthMax };

    // The page encodes what it shows.
    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text laid out; null if it is no JSON, or too deep or too large for that.</summary>
    public static string? TryFormat(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            using var laidOut = new MemoryStream();
            using (var writer = new Utf8JsonWriter(laidOut, Writing))
                document.WriteTo(writer);
            return laidOut.Length > BodyView.LaidOutCharsMax ? null : Encoding.UTF8.GetString(laidOut.ToArray());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
