using System.Xml;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>Encodes envelopes as binary XML that is valid on every session; holds one buffer and one writer, and is pooled.</summary>
internal sealed class EnvelopeEncoder : IDisposable
{
    private const int KeptBytesMax = 256 * 1024;

    private readonly MemoryStream _buffer = new();
    private readonly XmlDictionaryWriter _writer;
    private readonly SessionTable _table;

    public EnvelopeEncoder(SessionTable table)
    {
        _table = table;
        _writer = XmlDictionaryWriter.CreateBinaryWriter(_buffer, StaticDictionary.Instance, table.WriterSession, ownsStream: false);
    }

    /// <summary>Whether the buffer is small enough to be kept.</summary>
    public bool IsReusable => _buffer.Capacity <= KeptBytesMax;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Encode<T>(T content, Action<XmlDictionaryWriter, T> write)
    {
        _buffer.SetLength(0);
        ((IXmlBinaryWriterInitializer)_writer).SetOutput(_buffer, StaticDictionary.Instance, _table.WriterSession, ownsStream: false);
        write(_writer, content);
        _writer.Flush();
        return _buffer.GetBuffer().AsMemory(0, (int)_buffer.Length);
    }

    public void Dispose() => _writer.Dispose();
}
