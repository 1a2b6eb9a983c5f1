using System.Text;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>
/// The envelope of a request as clients of .NET write it: Action, and each at most once To, MessageID and an anonymous ReplyTo; prefixes
/// "s" and "a"; names of the static dictionary. Any other envelope is not read here.
/// </summary>
internal readonly ref struct RequestEnvelope
{
    private const byte ElementA = NbfxRecord.PrefixDictionaryElementA;
    private const byte ElementS = NbfxRecord.PrefixDictionaryElementA + ('s' - 'a');
    private const byte AttributeS = NbfxRecord.PrefixDictionaryAttributeA + ('s' - 'a');

    // Keys of the static dictionary on the wire, [MC-NBFS] 2.2.
    private const byte MustUnderstandKey = 0;
    private const byte EnvelopeKey = 1 * 2;
    private const byte SoapKey = 2 * 2;
    private const byte AddressingKey = 3 * 2;
    private const byte HeaderKey = 4 * 2;
    private const byte ActionKey = 5 * 2;
    private const byte ToKey = 6 * 2;
    private const byte BodyKey = 7 * 2;
    private const byte AnonymousKey = 10 * 2;
    private const byte MessageIdKey = 13 * 2;
    private const byte AddressKey = 21 * 2;
    private const byte ReplyToKey = 22 * 2;

    private RequestEnvelope(RequestOperation operation, CallId id, ReadOnlySpan<byte> body)
    {
        Operation = operation;
        Id = id;
        Body = body;
    }

    public RequestOperation Operation { get; }

    public CallId Id { get; }

    /// <summary>What follows the start of the element around the parameters.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>What ends the element around the parameters, the body and the envelope.</summary>
    public static ReadOnlySpan<byte> End => [NbfxRecord.EndElement, NbfxRecord.EndElement, NbfxRecord.EndElement];

    private static ReadOnlySpan<byte> Start =>
    [
        0, // No strings.
        ElementS, EnvelopeKey,
        NbfxRecord.DictionaryXmlnsAttribute, 1, (byte)'s', SoapKey,
        NbfxRecord.DictionaryXmlnsAttribute, 1, (byte)'a', AddressingKey,
        ElementS, HeaderKey,
    ];

    private static ReadOnlySpan<byte> ActionStart => [ElementA, ActionKey, AttributeS, MustUnderstandKey, NbfxRecord.OneText];

    private static ReadOnlySpan<byte> ToStart => [ElementA, ToKey, AttributeS, MustUnderstandKey, NbfxRecord.OneText];

    private static ReadOnlySpan<byte> MessageIdStart => [ElementA, MessageIdKey];

    private static ReadOnlySpan<byte> ReplyToAnonymous =>
        [ElementA, ReplyToKey, ElementA, AddressKey, NbfxRecord.DictionaryTextWithEnd, AnonymousKey, NbfxRecord.EndElement];

    private static ReadOnlySpan<byte> BodyStart => [NbfxRecord.EndElement, ElementS, BodyKey, NbfxRecord.ShortDictionaryElement];

    public static bool TryRead(ReadOnlySpan<byte> message, SessionStrings strings, KnownAddress address, out RequestEnvelope envelope)
    {
        envelope = default;
        RequestOperation? operation = null;
        CallId id = default;
        if (!NbfxSpan.TryRead(ref message, Start))
            return false;
        for (bool hasTo = false, hasReplyTo = false; !NbfxSpan.TryRead(ref message, BodyStart);)
        {
            var isRead = operation is null && NbfxSpan.TryRead(ref message, ActionStart)
                ? TryReadAction(ref message, strings, out operation)
                : id.IsNone && NbfxSpan.TryRead(ref message, MessageIdStart)
                    ? TryReadId(ref message, out id)
                    : !hasTo && NbfxSpan.TryRead(ref message, ToStart)
                        ? hasTo = address.TryRead(ref message, strings)
                        : !hasReplyTo && (hasReplyTo = NbfxSpan.TryRead(ref message, ReplyToAnonymous));
            if (!isRead)
                return false;
        }

        if (operation is null || !TryReadWrapper(ref message, strings, operation))
            return false;
        envelope = new(operation, id, message);
        return true;
    }

    private static bool TryReadAction(ref ReadOnlySpan<byte> message, SessionStrings strings, out RequestOperation? operation)
    {
        operation = null;
        if (NbfxSpan.TryRead(ref message, NbfxRecord.DictionaryTextWithEnd))
            operation = NbfxSpan.TryReadInt31(ref message, out var key) ? strings.OperationOf(key) : null;
        else if (NbfxSpan.TryReadChars(ref message, out var action))
            operation = strings.OperationOf(action);
        return operation is not null;
    }

    private static bool TryReadId(ref ReadOnlySpan<byte> message, out CallId id)
    {
        id = default;
        if (NbfxSpan.TryRead(ref message, NbfxRecord.UniqueIdText | NbfxRecord.WithEndElement))
        {
            if (!NbfxSpan.TryTake(ref message, CallId.UuidBytes, out var uuid))
                return false;
            id = new(new Guid(uuid), null);
            return true;
        }

        // A UUID as text is answered as a UUID, a digit as a number, and without space around it: all that is for the decoder to do.
        if (!NbfxSpan.TryReadChars(ref message, out var text) || text.Length < 2 || text.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            || Ascii.EqualsIgnoreCase(text[..Math.Min(text.Length, 9)], "urn:uuid:"u8))
            return false;
        id = new(null, Encoding.ASCII.GetString(text));
        return true;
    }

    private static bool TryReadWrapper(ref ReadOnlySpan<byte> message, SessionStrings strings, RequestOperation operation) =>
        NbfxSpan.TryReadInt31(ref message, out var wrapper) && strings.NumberOf(wrapper) == operation.Wrapper.Number
        && NbfxSpan.TryRead(ref message, NbfxRecord.ShortDictionaryXmlnsAttribute)
        && NbfxSpan.TryReadInt31(ref message, out var ns) && strings.NumberOf(ns) == operation.Namespace.Number;
}
