using System.Text;
using System.Text.Unicode;
using System.Xml;

namespace WcfBroker.OriginalProtocol.Mechanisms.Xml;

/// <summary>
/// Reads a <c>data</c> element with one <c>msg</c> of text: strictly, without a document type, and no deeper than that. A
/// frame written exactly as we write them is taken apart without a parser.
/// </summary>
internal static class XmlDecoder
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static ClientMessage Decode(ReadOnlySpan<byte> payload)
    {
        if (!Utf8.IsValid(payload))
            throw new ProtocolViolationException("a frame is not UTF-8");
        if (XmlPlainForm.TryRead(payload, out var message))
            return message;
        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(payload)), Settings);
            return Read(reader);
        }
        catch (XmlException exception)
        {
            throw new ProtocolViolationException($"bad XML: {exception.Message}", exception);
        }
    }

    private static ClientMessage Read(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "data")
            throw new XmlException("A message is a data element.");
        var method = reader.GetAttribute("method") ?? throw new XmlException("A message has a method.");
        var topic = reader.GetAttribute("topic") ?? "";
        var text = reader.IsEmptyElement ? "" : ReadData(reader);
        reader.Read();
        if (reader.MoveToContent() != XmlNodeType.None)
            throw new XmlException("Nothing follows the data element.");
        return new ClientMessage
        {
            MethodName = Encoding.UTF8.GetBytes(method),
            Topic = Encoding.UTF8.GetBytes(topic),
            Text = Encoding.UTF8.GetBytes(text),
        };
    }

    // Leaves the reader at the end of the data element.
    private static string ReadData(XmlReader reader)
    {
        reader.Read();
        var text = "";
        if (reader.MoveToContent() == XmlNodeType.Element && reader.Name == "msg")
            text = reader.ReadElementContentAsString();
        if (reader.MoveToContent() != XmlNodeType.EndElement)
            throw new XmlException("A data element has one msg element and nothing else.");
        return text;
    }
}
