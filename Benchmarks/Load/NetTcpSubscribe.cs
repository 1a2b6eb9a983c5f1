using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Load;

/// <summary>The bytes with which a client of net.tcp subscribes.</summary>
internal static class NetTcpSubscribe
{
    private const string MessageId = "urn:benchmark:1";
    private static readonly XNamespace Namespace = ContractNamespace.Uri;

    /// <summary>What the server answers, besides others.</summary>
    public static ReadOnlyMemory<byte> Answer { get; } = Encoding.ASCII.GetBytes("SubscribeResponse");

    /// <summary>What every answer repeats.</summary>
    public static byte[] CallId { get; } = Encoding.ASCII.GetBytes(MessageId);

    /// <summary>An envelope record with a session's first call of Subscribe.</summary>
    public static byte[] Call(string via, string topic, string callback) => Call(NetTcpFrame.CreateEncoder(), via, topic, callback);

    /// <summary>An envelope record with a call of Subscribe.</summary>
    public static byte[] Call(MessageEncoder encoder, string via, string topic, string callback)
    {
        using var message = Message.CreateMessage(MessageVersion.Default, $"{ContractNamespace.Uri}/Broker/Subscribe", Body(topic, callback));
        message.Headers.To = new Uri(via);
        message.Headers.ReplyTo = new EndpointAddress(EndpointAddress.AnonymousUri);
        message.Headers.MessageId = new UniqueId(MessageId);
        return NetTcpFrame.Of(message, encoder);
    }

    private static XmlReader Body(string topic, string callback) => new XElement(
        Namespace + "Subscribe",
        new XElement(Namespace + "topic", topic),
        new XElement(
            Namespace + "options",
            new XElement(Namespace + nameof(SubscriptionOptions.Start), StartPositions.New),
            new XElement(Namespace + nameof(SubscriptionOptions.Callback), callback))).CreateReader();
}
