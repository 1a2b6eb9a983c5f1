using System.Xml;

namespace WcfBroker.ServiceModel.Security;

/// <summary>The WS-Security header of answers and callbacks: a time stamp, which WCF clients insist on.</summary>
internal static class SecurityTimestamp
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <param name="writer">Stands in the header of an envelope.</param>
    /// <param name="soap">The namespace of SOAP, which has the prefix s.</param>
    /// <param name="now">The time.</param>
    public static void Write(XmlDictionaryWriter writer, XmlDictionaryString soap, DateTime now)
    {
        writer.WriteStartElement("o", SecurityNames.Header, SecurityNames.Security);
        writer.WriteAttributeString("s", "mustUnderstand", soap.Value, "1");
        writer.WriteStartElement("u", "Timestamp", SecurityNames.Utility);
        writer.WriteAttributeString("u", "Id", SecurityNames.Utility, "_0");
        WriteTimes(writer, now, now + Life);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    public static void WriteTimes(XmlDictionaryWriter writer, DateTime created, DateTime expires)
    {
        writer.WriteElementString("u", "Created", SecurityNames.Utility, Text(created));
        writer.WriteElementString("u", "Expires", SecurityNames.Utility, Text(expires));
    }

    private static string Text(DateTime time) => XmlConvert.ToString(time, "yyyy-MM-ddTHH:mm:ss.fffZ");
}
