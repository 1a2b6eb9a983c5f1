using System.ServiceModel.Channels;
using System.Xml;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Makes decoders with common limits and buffers.</summary>
internal sealed class MessageDecoderFactory
{
    private const int PooledBytesMax = 16 * 1024 * 1024;

    private readonly MessageEncoderFactory _encoders;
    private readonly BufferManager _buffers;

    public MessageDecoderFactory(XmlDictionaryReaderQuotas quotas, int messageBytesMax)
    {
        var element = new BinaryMessageEncodingBindingElement { MaxSessionSize = SessionTable.BytesMax };
        quotas.CopyTo(element.ReaderQuotas);
        _encoders = element.CreateMessageEncoderFactory();
        _buffers = BufferManager.CreateBufferManager(PooledBytesMax, messageBytesMax);
    }

    public MessageDecoder Create() => new(_encoders.CreateSessionEncoder(), _buffers);
}
