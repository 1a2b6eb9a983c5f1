using System.Buffers;
using System.ServiceModel.Channels;
using WcfBroker.ServiceModel.Framing;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Decodes the envelopes of one session in order, because each may define strings that later ones use.</summary>
internal sealed class MessageDecoder(MessageEncoder session, BufferManager buffers, NetTcpEndpointOptions options)
{
    /// <exception cref="FramingException">The string table or the envelope is broken; nothing later can be trusted.</exception>
    public Message Decode(ReadOnlySequence<byte> payload)
    {
        var size = (int)payload.Length;
        var buffer = buffers.TakeBuffer(size);
        payload.CopyTo(buffer);
        try
        {
            NbfxGuard.Check(buffer.AsSpan(0, size), options.XmlDepthMax, options.XmlAttributesMax, options.XmlNamespacesMax);
            return session.ReadMessage(new ArraySegment<byte>(buffer, 0, size), buffers);
        }
        catch (Exception malformed)
        {
            // The encoder documents no closed list of exceptions for hostile bytes; all of them mean the same here.
            throw new FramingException($"a message that cannot be decoded ({malformed.Message})");
        }
    }
}
