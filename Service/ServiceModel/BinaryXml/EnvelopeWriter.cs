using System.Xml;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Writes SOAP 1.2 envelopes with WS-Addressing 1.0 headers.</summary>
internal static class EnvelopeWriter
{
    private static readonly StaticDictionary Names = StaticDictionary.Instance;

    public static void WriteReply(
        XmlDictionaryWriter writer, XmlDictionaryString action, UniqueId relatesTo, DateTime? stamp, Action<XmlDictionaryWriter> writeBody)
    {
        WriteReplyStart(writer, action, relatesTo, stamp);
        writeBody(writer);
        writer.WriteEndDocument();
    }

    public static void WriteReply(
        XmlDictionaryWriter writer, XmlDictionaryString action, UniqueId relatesTo, DateTime? stamp, MessageBody body, object?[] values)
    {
        WriteReplyStart(writer, action, relatesTo, stamp);
        body.Write(writer, values);
        writer.WriteEndDocument();
    }

    public static void WriteFault(XmlDictionaryWriter writer, UniqueId relatesTo, DateTime? stamp, Fault fault)
    {
        WriteReplyStart(writer, new XmlDictionary().Add(fault.Action), relatesTo, stamp);
        WriteFaultBody(writer, fault);
        writer.WriteEndDocument();
    }

    public static void WriteRequest(
        XmlDictionaryWriter writer, XmlDictionaryString action, UniqueId? messageId, DateTime? stamp, MessageBody body, object?[] values)
    {
        WriteStart(writer, action);
        if (messageId is not null)
        {
            writer.WriteStartElement("a", Names.MessageId, Names.AddressingNamespace);
            writer.WriteValue(messageId);
            writer.WriteEndElement();
            writer.WriteStartElement("a", Names.ReplyTo, Names.AddressingNamespace);
            writer.WriteStartElement("a", Names.Address, Names.AddressingNamespace);
            writer.WriteString(Names.Anonymous);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        StartBody(writer, stamp);
        body.Write(writer, values);
        writer.WriteEndDocument();
    }

    private static void WriteStart(XmlDictionaryWriter writer, XmlDictionaryString action)
    {
        writer.WriteStartElement("s", Names.Envelope, Names.SoapNamespace);
        writer.WriteXmlnsAttribute("a", Names.AddressingNamespace);
        writer.WriteStartElement("s", Names.Header, Names.SoapNamespace);
        writer.WriteStartElement("a", Names.Action, Names.AddressingNamespace);
        writer.WriteStartAttribute("s", Names.MustUnderstand, Names.SoapNamespace);
        writer.WriteValue(1);
        writer.WriteEndAttribute();
        writer.WriteString(action);
        writer.WriteEndElement();
    }

    private static void WriteReplyStart(XmlDictionaryWriter writer, XmlDictionaryString action, UniqueId relatesTo, DateTime? stamp)
    {
        WriteStart(writer, action);
        writer.WriteStartElement("a", Names.RelatesTo, Names.AddressingNamespace);
        writer.WriteValue(relatesTo);
        writer.WriteEndElement();
        writer.WriteStartElement("a", Names.To, Names.AddressingNamespace);
        writer.WriteStartAttribute("s", Names.MustUnderstand, Names.SoapNamespace);
        writer.WriteValue(1);
        writer.WriteEndAttribute();
        writer.WriteString(Names.Anonymous);
        writer.WriteEndElement();
        StartBody(writer, stamp);
    }

    private static void StartBody(XmlDictionaryWriter writer, DateTime? stamp)
    {
        if (stamp is { } now)
            SecurityTimestamp.Write(writer, Names.SoapNamespace, now);
        writer.WriteEndElement();
        writer.WriteStartElement("s", Names.Body, Names.SoapNamespace);
    }

    /// <summary>Writes the fault element of SOAP 1.2.</summary>
    public static void WriteFaultBody(XmlDictionaryWriter writer, Fault fault)
    {
        writer.WriteStartElement("s", "Fault", Names.SoapNamespace.Value);
        writer.WriteStartElement("s", "Code", Names.SoapNamespace.Value);
        // Codes are written as text: some readers do not know the qualified name record.
        writer.WriteElementString("s", "Value", Names.SoapNamespace.Value, $"s:{fault.Code}");
        if (fault.Subcode is { } subcode)
        {
            writer.WriteStartElement("s", "Subcode", Names.SoapNamespace.Value);
            writer.WriteStartElement("s", "Value", Names.SoapNamespace.Value);
            writer.WriteXmlnsAttribute("c", subcode.Namespace);
            writer.WriteString($"c:{subcode.Name}");
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteStartElement("s", "Reason", Names.SoapNamespace.Value);
        writer.WriteStartElement("s", "Text", Names.SoapNamespace.Value);
        writer.WriteAttributeString("xml", "lang", "http://www.w3.org/XML/1998/namespace", "en");
        writer.WriteString(fault.Reason);
        writer.WriteEndElement();
        writer.WriteEndElement();
        if (fault.WriteDetail is { } writeDetail)
        {
            writer.WriteStartElement("s", "Detail", Names.SoapNamespace.Value);
            writeDetail(writer);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
