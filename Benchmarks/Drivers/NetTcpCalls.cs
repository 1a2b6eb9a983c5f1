using System.Runtime.Serialization;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>The calls of a publisher over net.tcp, with the bytes that a WCF client writes in one session.</summary>
internal sealed class NetTcpCalls(string url, int payloadBytes)
{
    private static readonly XmlDictionary Names = new();
    private static readonly XmlDictionaryString Namespace = Names.Add(ContractNamespace.Uri);
    private static readonly XmlDictionaryString Topic = Names.Add("topic");
    private static readonly XmlDictionaryString Message = Names.Add("message");
    private static readonly XmlDictionaryString Messages = Names.Add("messages");
    private static readonly DataContractSerializer One = new(typeof(BrokerMessage), Message, Namespace);
    private static readonly DataContractSerializer Many = new(typeof(TopicMessage[]), Messages, Namespace);

    private readonly MessageEncoder _encoder = NetTcpFrame.CreateEncoder();

    /// <summary>One message, which nothing answers.</summary>
    public byte[] Post(string topic) => Frame("Post", isOneWay: true, writer =>
    {
        writer.WriteElementString(Topic, Namespace, topic);
        One.WriteObject(writer, NewMessage());
    });

    /// <summary>A batch in one call.</summary>
    public byte[] PublishBatch(string topic, int messages) => Frame("PublishBatch", isOneWay: false, writer =>
        Many.WriteObject(writer, Enumerable.Range(0, messages).Select(_ => new TopicMessage { Topic = topic, Message = NewMessage() }).ToArray()));

    private BrokerMessage NewMessage() => new() { Body = NumberedPayload.Create(0, payloadBytes) };

    private byte[] Frame(string operation, bool isOneWay, Action<XmlDictionaryWriter> write)
    {
        using var message = System.ServiceModel.Channels.Message.CreateMessage(
            MessageVersion.Default, $"{ContractNamespace.Uri}/Publisher/{operation}", new Body(Names.Add(operation), write));
        message.Headers.To = new Uri(url);
        if (!isOneWay)
        {
            message.Headers.ReplyTo = new EndpointAddress(EndpointAddress.AnonymousUri);
            message.Headers.MessageId = new UniqueId("urn:benchmark:1");
        }

        return NetTcpFrame.Of(message, _encoder);
    }

    private sealed class Body(XmlDictionaryString operation, Action<XmlDictionaryWriter> write) : BodyWriter(isBuffered: true)
    {
        protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
        {
            writer.WriteStartElement(operation, Namespace);
            write(writer);
            writer.WriteEndElement();
        }
    }
}
