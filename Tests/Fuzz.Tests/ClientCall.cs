using System.Runtime.Serialization;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.Contracts;

namespace WcfBroker.Fuzz.Tests;

/// <summary>A call with its parameters, written as the formatter of WCF clients does: names from dictionaries, each parameter by its serializer.</summary>
internal sealed class ClientCall(string operation, bool isLast, params (string Name, object? Value)[] parameters) : BodyWriter(isBuffered: true)
{
    private const int MessageBytesMax = 64 << 20;

    // One for all, as the encoder knows names by their instances; tests run side by side.
    private static readonly XmlDictionary Names = new();

    /// <summary>Whether an element follows that no operation knows.</summary>
    private bool IsNewer { get; } = !isLast;

    /// <summary>The same call several times, the later ones with the strings that the first brought.</summary>
    public byte[][] Encode(int times)
    {
        var encoder = new BinaryMessageEncodingBindingElement().CreateMessageEncoderFactory().CreateSessionEncoder();
        return [.. Enumerable.Range(0, times).Select(_ => Encode(encoder))];
    }

    protected override void OnWriteBodyContents(XmlDictionaryWriter writer)
    {
        writer.WriteStartElement(Name(operation), Name(ContractNamespace.Uri));
        foreach (var (name, value) in parameters)
        {
            if (value is Action<XmlDictionaryWriter> write)
                write(writer);
            else
                new DataContractSerializer(value?.GetType() ?? typeof(string), Name(name), Name(ContractNamespace.Uri)).WriteObject(writer, value);
        }

        if (IsNewer)
        {
            writer.WriteStartElement(Name("newer"), Name(ContractNamespace.Uri));
            writer.WriteString("unknown");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    public static XmlDictionaryString Name(string name)
    {
        lock (Names)
            return Names.Add(name);
    }

    private byte[] Encode(MessageEncoder encoder)
    {
        using var message = Message.CreateMessage(MessageVersion.Default, $"{ContractNamespace.Uri}/Publisher/{operation}", this);
        message.Headers.To = new Uri("net.tcp://localhost:1/b");
        if (operation != "Post")
        {
            message.Headers.MessageId = new UniqueId();
            message.Headers.ReplyTo = new EndpointAddress(EndpointAddress.AnonymousUri);
        }

        var bytes = encoder.WriteMessage(message, MessageBytesMax, BufferManager.CreateBufferManager(0, 0));
        return [.. bytes];
    }
}
