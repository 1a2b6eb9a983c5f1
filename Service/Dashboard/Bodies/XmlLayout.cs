using System.Globalization;
using System.Text;
using System.Xml;

namespace WcfBroker.Dashboard.Bodies;

/// <summary>XML, one element a line. A document with a DTD is not read: it could ask for files, or grow without end.</summary>
internal static class XmlLayout
{
    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = BodyView.ShownBytesMax,
        MaxCharactersFromEntities = 1,
    };

    private static readonly XmlWriterSettings Writing = new() { Indent = true, OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Document };

    /// <summary>The text laid out; null if it is no XML, has a DTD, or is too deep or too large for that.</summary>
    public static string? TryFormat(string text)
    {
        try
        {
            using var source = new StringReader(text);
            using var reader = XmlReader.Create(source, Reading);
            var laidOut = new StringBuilder();
            using (var target = new StringWriter(laidOut, CultureInfo.InvariantCulture))
            using (var writer = XmlWriter.Create(target, Writing))
            {
                while (reader.Read())
                {
                    if (reader.Depth > BodyView.DepthMax || laidOut.Length > BodyView.LaidOutCharsMax)
                        return null;
                    Write(reader, writer);
                }
            }

            return laidOut.ToString();
        }
        catch (Exception exception) when (exception is XmlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(XmlReader reader, XmlWriter writer)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                writer.WriteAttributes(reader, defattr: true);
                if (reader.IsEmptyElement)
                    writer.WriteEndElement();
                break;
            case XmlNodeType.EndElement:
                writer.WriteEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace:
                writer.WriteString(reader.Value);
                break;
            case XmlNodeType.CDATA:
                writer.WriteCData(reader.Value);
                break;
            case XmlNodeType.Comment:
                writer.WriteComment(reader.Value);
                break;
            case XmlNodeType.ProcessingInstruction:
                writer.WriteProcessingInstruction(reader.Name, reader.Value);
                break;
            default:
                // The declaration says how the bytes were encoded, which is over.
                break;
        }
    }
}
