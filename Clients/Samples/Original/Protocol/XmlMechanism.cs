using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace WcfBroker.Samples.Original.Protocol;

/// <summary><c>&lt;data method="M" topic="T"&gt;&lt;msg&gt;V&lt;/msg&gt;&lt;/data&gt;</c> after an XML declaration, in UTF-8.</summary>
internal sealed class XmlMechanism : IMechanism
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public string Name => "XMLQueue";

    public byte[] Write(LabMessage message)
    {
        var data = new XElement(
            "data", new XAttribute("method", message.Method), new XAttribute("topic", message.Topic), new XElement("msg", message.Text));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>{data.ToString(SaveOptions.DisableFormatting)}");
    }

    public LabMessage Read(byte[] frame)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(frame), Strict);
            var data = XElement.Load(reader);
            return new LabMessage(Attribute("method"), Attribute("topic"), data.Element("msg")?.Value ?? "");
            string Attribute(string name) => data.Attribute(name)?.Value ?? "";
        }
        catch (XmlException e)
        {
            throw new InvalidDataException("The broker sent something that is no XML message.", e);
        }
    }
}
