using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.Load;

/// <summary>The bytes with which a client opens a net.tcp session and subscribes.</summary>
internal static class NetTcpSubscribe
{
    private const int MessageBytesMax = 64 << 10;
    private const int HeaderRoom = 6;
    private static readonly XNamespace Namespace = ContractNamespace.Uri;

    /// <summary>What the server answers, besides others.</summary>
    public static ReadOnlyMemory<byte> Answer { get; } = Encoding.ASCII.GetBytes("SubscribeResponse");

    /// <summary>The preamble: version 1.0, duplex, via, binary with a session dictionary, end ([MC-NMF] 2.2.3).</summary>
    public static byte[] Preamble(string via)
    {
        var address = Encoding.UTF8.GetBytes(via);
        return [0, 1, 0, 1, 2, 2, (byte)address.Length, .. address, 3, 8, 0x0C];
    }

    /// <summary>An envelope record with a call of Subscribe.</summary>
    public static byte[] Call(string via, string topic, string callback)
    {
        using var message = Message.CreateMessage(MessageVersion.Default, $"{ContractNamespace.Uri}/Broker/Subscribe", Body(topic, callback));
        message.Headers.To = new Uri(via);
        message.Headers.ReplyTo = new EndpointAddress(EndpointAddress.AnonymousUri);
        message.Headers.MessageId = new UniqueId("urn:benchmark:1");
        var encoder = new BinaryMessageEncodingBindingElement().CreateMessageEncoderFactory().CreateSessionEncoder();
        var bytes = encoder.WriteMessage(message, MessageBytesMax, BufferManager.CreateBufferManager(0, 0), HeaderRoom);
        return [6, .. Size(bytes.Count), .. bytes];
    }

    private static XmlReader Body(string topic, string callback) => new XElement(
        Namespace + "Subscribe",
        new XElement(Namespace + "topic", topic),
        new XElement(
            Namespace + "options",
            new XElement(Namespace + nameof(SubscriptionOptions.Start), StartPositions.New),
            new XElement(Namespace + nameof(SubscriptionOptions.Callback), callback))).CreateReader();

    // MultiByteInt31 of [MC-NMF] 2.2.2.1, enough for 14 bits.
    private static byte[] Size(int size) => size < 0x80 ? [(byte)size] : [(byte)(size & 0x7F | 0x80), (byte)(size >> 7)];
}
