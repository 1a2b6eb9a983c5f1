using System.Buffers;
using System.Text;
using System.Xml;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>The MessageID of a request as it came, to be sent back; the default is none.</summary>
/// <param name="Uuid">What .NET clients send.</param>
/// <param name="Text">What others send: printable ASCII; null for a UUID.</param>
internal readonly record struct CallId(Guid? Uuid, string? Text)
{
    public const int UuidBytes = 16;

    public bool IsNone => Uuid is null && Text is null;

    public UniqueId? ToUniqueId() => Uuid is { } uuid ? new(uuid) : Text is null ? null : new(Text);

    /// <summary>Writes the content of an element and the element's end.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        if (Uuid is not { } uuid)
        {
            NbfxText.WriteChars(output, Text!);
            return;
        }

        NbfxText.WriteRecord(output, NbfxRecord.UniqueIdText | NbfxRecord.WithEndElement);
        uuid.TryWriteBytes(output.GetSpan(UuidBytes));
        output.Advance(UuidBytes);
    }
}
