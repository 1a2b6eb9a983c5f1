using System.Text;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Turns documents in UTF-16 into UTF-8, which is all that is parsed.</summary>
internal static class Utf16
{
    public static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    public static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <param name="bytes">The document. A byte order mark counts before the encoding.</param>
    /// <param name="encoding">One of the two.</param>
    /// <exception cref="DecoderFallbackException">It is not UTF-16.</exception>
    public static ArraySegment<byte> ToUtf8(ArraySegment<byte> bytes, Encoding encoding)
    {
        var marked = Array.Find([LittleEndian, BigEndian], e => bytes.AsSpan().StartsWith(e.Preamble));
        var text = (marked ?? encoding).GetString(bytes.AsSpan(marked is null ? 0 : marked.Preamble.Length));
        // The declaration names an encoding that is no longer true.
        var start = text.StartsWith("<?xml ", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        return Encoding.UTF8.GetBytes(text, start, text.Length - start);
    }
}
