using System.Xml;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Writes answers in the version of SOAP of their request, with WS-Addressing 1.0 if that was addressed.</summary>
internal static class SoapEnvelope
{
    // No prefix can be bound to them, so a header of theirs goes unnamed.
    private static readonly string[] Unbindable = ["", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"];
    private static readonly StaticDictionary Names = StaticDictionary.Instance;

    public static void WriteReply(XmlDictionaryWriter writer, SoapRequest request, object? result)
    {
        var operation = request.Operation!;
        WriteStart(writer, request, operation.ReplyAction!.Value, null);
        operation.Reply!.Write(writer, [result]);
        writer.WriteEndDocument();
    }

    public static void WriteFault(XmlDictionaryWriter writer, SoapRequest request, Fault fault)
    {
        WriteStart(writer, request, fault.Action, fault.NotUnderstood);
        if (request.Version == SoapVersion.Soap11)
            WriteFault11(writer, fault);
        else
            EnvelopeWriter.WriteFaultBody(writer, fault);
        writer.WriteEndDocument();
    }

    private static void WriteStart(XmlDictionaryWriter writer, SoapRequest request, string action, XmlQualifiedName? notUnderstood)
    {
        var ns = request.Version.Namespace;
        var isNamed = notUnderstood is not null && request.Version == SoapVersion.Soap12 && !Unbindable.Contains(notUnderstood.Namespace);
        writer.WriteStartElement("s", Names.Envelope, ns);
        if (request.IsAddressed)
            writer.WriteXmlnsAttribute("a", Names.AddressingNamespace);
        if (request.IsAddressed || isNamed || request.Stamp is not null)
        {
            writer.WriteStartElement("s", Names.Header, ns);
            if (request.IsAddressed)
                WriteAddressing(writer, request, action);
            if (request.Stamp is { } now)
                SecurityTimestamp.Write(writer, ns, now);
            if (isNamed)
                WriteNotUnderstood(writer, notUnderstood!);
            writer.WriteEndElement();
        }

        writer.WriteStartElement("s", Names.Body, ns);
    }

    private static void WriteAddressing(XmlDictionaryWriter writer, SoapRequest request, string action)
    {
        writer.WriteStartElement("a", Names.Action, Names.AddressingNamespace);
        writer.WriteAttributeString("s", Names.MustUnderstand, request.Version.Namespace, "1");
        writer.WriteString(action);
        writer.WriteEndElement();
        if (request.MessageId is not { } messageId)
            return;
        writer.WriteStartElement("a", Names.RelatesTo, Names.AddressingNamespace);
        writer.WriteString(messageId);
        writer.WriteEndElement();
    }

    // [SOAP 1.2 Part 1] 5.4.8
    private static void WriteNotUnderstood(XmlDictionaryWriter writer, XmlQualifiedName header)
    {
        writer.WriteStartElement("s", "NotUnderstood", SoapVersion.Soap12.Namespace.Value);
        writer.WriteXmlnsAttribute("h", header.Namespace);
        writer.WriteAttributeString("qname", $"h:{header.Name}");
        writer.WriteEndElement();
    }

    // [SOAP 1.1] 4.4. It knows no subcodes; the code is the one of the fault that says most, as WCF has it.
    private static void WriteFault11(XmlDictionaryWriter writer, Fault fault)
    {
        writer.WriteStartElement("s", "Fault", SoapVersion.Soap11.Namespace.Value);
        writer.WriteStartElement("faultcode");
        if (fault.Subcode is { } subcode)
        {
            writer.WriteXmlnsAttribute("c", subcode.Namespace);
            writer.WriteString($"c:{subcode.Name}");
        }
        else
        {
            writer.WriteString($"s:{Code11(fault.Code)}");
        }

        writer.WriteEndElement();
        writer.WriteElementString("faultstring", fault.Reason);
        if (fault.WriteDetail is { } writeDetail)
        {
            writer.WriteStartElement("detail");
            writeDetail(writer);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Code11(FaultSide side) => side switch
    {
        FaultSide.Sender => "Client",
        FaultSide.Receiver => "Server",
        _ => side.ToString(),
    };
}
