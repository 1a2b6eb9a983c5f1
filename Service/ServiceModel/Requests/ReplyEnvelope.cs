using System.Buffers;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Callbacks;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>The bytes around the result of an encoded reply. Of the headers only RelatesTo differs from one to the next.</summary>
internal sealed class ReplyEnvelope(FragmentEnvelope envelope)
{
    private readonly byte[] _beforeId = [.. envelope.Head.AsSpan(0, envelope.ActionEnd), NbfxRecord.PrefixDictionaryElementA, RelatesTo];

    private readonly byte[] _afterId =
    [
        NbfxRecord.PrefixDictionaryElementA, To,
        NbfxRecord.PrefixDictionaryAttributeA + ('s' - 'a'), MustUnderstand, NbfxRecord.OneText,
        NbfxRecord.DictionaryTextWithEnd, Anonymous,
        .. envelope.Head.AsSpan(envelope.ActionEnd),
    ];

    // Keys of the static dictionary on the wire, [MC-NBFS] 2.2.
    private const byte MustUnderstand = 0;
    private const byte To = 6 * 2;
    private const byte RelatesTo = 9 * 2;
    private const byte Anonymous = 10 * 2;

    public void Write(IBufferWriter<byte> output, CallId id, EncodedCall call)
    {
        output.Write(_beforeId);
        id.Write(output);
        output.Write(_afterId);
        call.WriteReply(new FragmentWriter(output));
        output.Write(FragmentEnvelope.Tail);
    }
}
