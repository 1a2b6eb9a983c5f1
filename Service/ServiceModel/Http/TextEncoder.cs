using System.Text;
using System.Xml;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Encodes envelopes as text; holds one buffer and one writer, and is pooled.</summary>
internal sealed class TextEncoder : IDisposable
{
    private const int KeptBytesMax = 256 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly MemoryStream _buffer = new();
    private readonly XmlDictionaryWriter _writer;

    public TextEncoder() => _writer = XmlDictionaryWriter.CreateTextWriter(_buffer, Utf8, ownsStream: false);

    /// <summary>Whether the buffer is small enough to be kept.</summary>
    public bool IsReusable => _buffer.Capacity <= KeptBytesMax;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Encode<T>(T content, Action<XmlDictionaryWriter, T> write)
    {
        _buffer.SetLength(0);
        ((IXmlTextWriterInitializer)_writer).SetOutput(_buffer, Utf8, ownsStream: false);
        write(_writer, content);
        _writer.Flush();
        return _buffer.GetBuffer().AsMemory(0, (int)_buffer.Length);
    }

    public void Dispose() => _writer.Dispose();
}
