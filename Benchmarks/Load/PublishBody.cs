using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Load;

/// <summary>The body of a call that publishes, its names as strings of the session like those that a WCF client writes.</summary>
internal sealed class PublishBody(string operation, string topic, byte[] body, int messages) : BodyWriter(isBuffered: true)
{
    public const string Batch = "PublishBatch";

    // Publishers are made side by side, and a dictionary takes one name at a time.
    private static readonly XmlDictionary Names = new();
    private static readonly XmlDictionaryString Namespace = Names.Add(ContractNamespace.Uri);
    private static readonly XmlDictionaryString Messages = Names.Add("messages");
    private static readonly XmlDictionaryString Item = Names.Add(nameof(TopicMessage));
    private static readonly XmlDictionaryString Id = Names.Add(nameof(BrokerMessage.Id));
    private static readonly XmlDictionaryString Body = Names.Add(nameof(BrokerMessage.Body));
    private static readonly (XmlDictionaryString Topic, XmlDictionaryString Message) Parameters = (Names.Add("topic"), Names.Add("message"));
    private static readonly (XmlDictionaryString Topic, XmlDictionaryString Message) Members =
        (Names.Add(nameof(TopicMessage.Topic)), Names.Add(nameof(TopicMessage.Message)));

    private static readonly Dictionary<string, XmlDictionaryString> Operations =
        new[] { "Publish", "Post", Batch }.ToDictionary(name => name, Names.Add);

    protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
    {
        writer.WriteStartElement(Operations[operation], Namespace);
        if (operation == Batch)
            WriteBatch(writer);
        else
            WriteMessage(writer, Parameters, number: 0);
        writer.WriteEndElement();
    }

    private void WriteBatch(XmlDictionaryWriter writer)
    {
        writer.WriteStartElement(Messages, Namespace);
        for (var i = 0; i < messages; i++)
        {
            writer.WriteStartElement(Item, Namespace);
            WriteMessage(writer, Members, i);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private void WriteMessage(XmlDictionaryWriter writer, (XmlDictionaryString Topic, XmlDictionaryString Message) names, long number)
    {
        Write(writer, names.Topic, topic);
        writer.WriteStartElement(names.Message, Namespace);
        Write(writer, Id, NumberedPayload.Text(number));
        writer.WriteStartElement(Body, Namespace);
        writer.WriteBase64(body, 0, body.Length);
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
