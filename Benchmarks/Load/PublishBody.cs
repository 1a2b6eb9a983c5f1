using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Load;

/// <summary>The body of a call of Publish, its names as strings of the session like those that a WCF client writes.</summary>
internal sealed class PublishBody(string topic, string id, byte[] body) : BodyWriter(isBuffered: true)
{
    private static readonly XmlDictionary Names = new();
    private static readonly XmlDictionaryString Namespace = Names.Add(ContractNamespace.Uri);

    protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
    {
        writer.WriteStartElement(Names.Add("Publish"), Namespace);
        Write(writer, "topic", topic);
        writer.WriteStartElement(Names.Add("message"), Namespace);
        Write(writer, nameof(BrokerMessage.Id), id);
        writer.WriteStartElement(Names.Add(nameof(BrokerMessage.Body)), Namespace);
        writer.WriteBase64(body, 0, body.Length);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Write(XmlDictionaryWriter writer, string name, string value)
    {
        writer.WriteStartElement(Names.Add(name), Namespace);
        writer.WriteString(value);
        writer.WriteEndElement();
    }
}
