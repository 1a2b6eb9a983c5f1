using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Load;

/// <summary>The body of a call of Publish, its names as strings of the session like those that a WCF client writes.</summary>
internal sealed class PublishBody(string topic, string id, byte[] body) : BodyWriter(isBuffered: true)
{
    // Publishers are made side by side, and a dictionary takes one name at a time.
    private static readonly XmlDictionary Names = new();
    private static readonly XmlDictionaryString Namespace = Names.Add(ContractNamespace.Uri);
    private static readonly XmlDictionaryString Publish = Names.Add("Publish");
    private static readonly XmlDictionaryString Topic = Names.Add("topic");
    private static readonly XmlDictionaryString Message = Names.Add("message");
    private static readonly XmlDictionaryString Id = Names.Add(nameof(BrokerMessage.Id));
    private static readonly XmlDictionaryString Body = Names.Add(nameof(BrokerMessage.Body));

    protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
    {
        writer.WriteStartElement(Publish, Namespace);
        Write(writer, Topic, topic);
        writer.WriteStartElement(Message, Namespace);
        Write(writer, Id, id);
        writer.WriteStartElement(Body, Namespace);
        writer.WriteBase64(body, 0, body.Length);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Write(XmlDictionaryWriter writer, XmlDictionaryString name, string value)
    {
        writer.WriteStartElement(name, Namespace);
        writer.WriteString(value);
        writer.WriteEndElement();
    }
}
