using System.Xml;

namespace WcfBroker.ServiceModel.Http;

/// <summary>
/// Looks over a document before it is parsed, for what costs XmlDictionaryReader far more than the document's size: it reads a start
/// tag whole before it looks at the length, and looks up prefixes among all namespaces in scope, one after the other.
/// What is not XML is left to the reader, which stops at it.
/// </summary>
internal sealed class XmlGuard(SoapEndpointOptions options)
{
    /// <exception cref="XmlException">The document is beyond a limit, or has a DTD or a processing instruction.</exception>
    public void Check(ReadOnlySpan<byte> xml)
    {
        Span<int> declared = stackalloc int[options.XmlDepthMax];
        var depth = 0;
        var inScope = 0;
        xml = AfterDeclaration(xml);
        while (xml.IndexOf((byte)'<') is var start and >= 0)
        {
            xml = xml[(start + 1)..];
            if (xml.StartsWith("!"u8) || xml.StartsWith("?"u8))
            {
                xml = AfterSection(xml);
                continue;
            }

            var tag = xml[..TagLength(xml)];
            xml = xml[tag.Length..];
            if (tag.StartsWith("/"u8))
            {
                inScope -= depth > 0 ? declared[--depth] : 0;
                continue;
            }

            var own = tag.Count("xmlns"u8);
            if (inScope + own > options.XmlNamespacesMax)
                throw new XmlException($"More than {options.XmlNamespacesMax} namespaces are declared for one element (XmlNamespacesMax).");
            if (tag.EndsWith("/"u8))
                continue;
            if (depth == options.XmlDepthMax)
                throw new XmlException($"Elements are nested deeper than {options.XmlDepthMax} (XmlDepthMax).");
            declared[depth++] = own;
            inScope += own;
        }
    }

    private static ReadOnlySpan<byte> AfterDeclaration(ReadOnlySpan<byte> xml)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var document = xml.StartsWith(mark) ? xml[mark.Length..] : xml;
        return document.StartsWith("<?xml"u8) ? After(document, "?>"u8) : document;
    }

    private static ReadOnlySpan<byte> AfterSection(ReadOnlySpan<byte> xml)
    {
        if (xml.StartsWith("!--"u8))
            return After(xml[3..], "-->"u8);
        return xml.StartsWith("![CDATA["u8)
            ? After(xml, "]]>"u8)
            : throw new XmlException("Document types and processing instructions are not accepted.");
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> xml, ReadOnlySpan<byte> end) =>
        xml.IndexOf(end) is var found and >= 0 ? xml[(found + end.Length)..] : default;

    // Up to the end of the tag, or to that of the document.
    private int TagLength(ReadOnlySpan<byte> xml)
    {
        var near = xml[..Math.Min(xml.Length, options.XmlBytesPerReadMax + 1)];
        for (var length = 0; ;)
        {
            var stop = near[length..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (stop >= 0 && near[length += stop] == '>')
                return length;
            var quoted = stop < 0 ? -1 : near[(length + 1)..].IndexOf(near[length]);
            if (quoted < 0)
                return xml.Length <= options.XmlBytesPerReadMax ? xml.Length : throw TooLong();
            length += quoted + 2;
        }
    }

    private XmlException TooLong() => new($"A tag is longer than {options.XmlBytesPerReadMax} bytes (XmlBytesPerReadMax).");
}
