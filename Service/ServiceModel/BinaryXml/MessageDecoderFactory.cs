using System.ServiceModel.Channels;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Makes decoders with common limits and buffers.</summary>
internal sealed class MessageDecoderFactory
{
    private const int PooledBytesMax = 16 * 1024 * 1024;

    private readonly MessageEncoderFactory _encoders;
    private readonly BufferManager _buffers;

    private readonly NetTcpEndpointOptions _options;

    public MessageDecoderFactory(NetTcpEndpointOptions options)
    {
        _options = options;
        var element = new BinaryMessageEncodingBindingElement { MaxSessionSize = SessionTable.BytesMax };
        options.CreateQuotas().CopyTo(element.ReaderQuotas);
        _encoders = element.CreateMessageEncoderFactory();
        _buffers = BufferManager.CreateBufferManager(PooledBytesMax, options.MessageBytesMax);
    }

    public MessageDecoder Create() => new(_encoders.CreateSessionEncoder(), _buffers, _options);
}
