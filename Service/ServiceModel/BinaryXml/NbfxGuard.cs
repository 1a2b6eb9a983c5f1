using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>
/// Looks over a binary envelope before it is parsed, for what costs XmlDictionaryReader far more than the envelope's size: it reads all
/// attributes of an element before any of its limits holds, and looks up prefixes among all namespaces in scope, one after the other.
/// Only the shape of the records, [MC-NBFX] 2.2, is followed. Where the envelope is cut off or too deep, the reader stops as well.
/// </summary>
internal ref struct NbfxGuard(ReadOnlySpan<byte> message, int attributesMax, int namespacesMax)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <param name="message">The string table and the envelope.</param>
    /// <param name="depthMax">The depth at which the reader stops.</param>
    /// <param name="attributesMax">The attributes of one element, its namespaces included.</param>
    /// <param name="namespacesMax">The namespaces declared for one element, by itself and those around it.</param>
    /// <exception cref="FramingException">The envelope is beyond a limit, or not made of records.</exception>
    public static void Check(ReadOnlySpan<byte> message, int depthMax, int attributesMax, int namespacesMax) =>
        new NbfxGuard(message, attributesMax, namespacesMax).Check(depthMax);

    private void Check(int depthMax)
    {
        Span<int> declared = stackalloc int[depthMax];
        var depth = 0;
        var inScope = 0;
        // The table has the form of a string.
        SkipString();
        while (!_rest.IsEmpty)
        {
            var record = TakeByte();
            if (record is >= NbfxRecord.ShortElement and <= NbfxRecord.PrefixElementZ)
            {
                if (depth == depthMax)
                    return;
                inScope += declared[depth++] = SkipStartTag(record, inScope);
            }
            else if (SkipContent(record, inScope) && depth > 0)
            {
                inScope -= declared[--depth];
            }
        }
    }

    // Returns whether an element ends.
    private bool SkipContent(byte record, int inScope)
    {
        switch (record)
        {
            case NbfxRecord.EndElement:
                return true;
            case NbfxRecord.Comment:
                SkipString();
                return false;
            case NbfxRecord.Array:
                SkipArray(inScope);
                return false;
            default:
                SkipText(record);
                return (record & NbfxRecord.WithEndElement) != 0;
        }
    }

    // Returns how many namespaces it declares.
    private int SkipStartTag(byte element, int inScope)
    {
        var namespaces = 0;
        SkipName(element);
        for (var attributes = 1; !_rest.IsEmpty && _rest[0] is >= NbfxRecord.ShortAttribute and <= NbfxRecord.PrefixAttributeZ; attributes++)
        {
            var record = TakeByte();
            if (attributes > attributesMax)
                throw new FramingException($"an element with more than {attributesMax} attributes (XmlAttributesMax)");
            SkipName(record);
            if (record is < NbfxRecord.ShortXmlnsAttribute or > NbfxRecord.DictionaryXmlnsAttribute)
                SkipText(TakeByte());
            else if (inScope + ++namespaces > namespacesMax)
                throw new FramingException($"more than {namespacesMax} namespaces declared for one element (XmlNamespacesMax)");
        }

        return namespaces;
    }

    // Elements, attributes and namespaces are made alike: an optional prefix, then a string or a key of the dictionary.
    private void SkipName(byte record)
    {
        var isPlain = record is < NbfxRecord.PrefixDictionaryAttributeA or (>= NbfxRecord.ShortElement and < NbfxRecord.PrefixDictionaryElementA);
        if (isPlain && (record & 1) != 0)
            SkipString();
        var isKey = isPlain
            ? (record & 2) != 0
            : record is < NbfxRecord.PrefixAttributeA or (>= NbfxRecord.PrefixDictionaryElementA and < NbfxRecord.PrefixElementA);
        if (isKey)
            TakeInt31();
        else
            SkipString();
    }

    private void SkipText(byte record)
    {
        switch (record & ~NbfxRecord.WithEndElement)
        {
            case NbfxRecord.Chars8Text or NbfxRecord.Bytes8Text or NbfxRecord.UnicodeChars8Text:
                Skip(TakeByte());
                break;
            case NbfxRecord.Chars16Text or NbfxRecord.Bytes16Text or NbfxRecord.UnicodeChars16Text:
                Skip(TakeUInt(sizeof(ushort)));
                break;
            case NbfxRecord.Chars32Text or NbfxRecord.Bytes32Text or NbfxRecord.UnicodeChars32Text:
                Skip(TakeUInt(sizeof(uint)));
                break;
            case NbfxRecord.StartListText:
                SkipList();
                break;
            case NbfxRecord.DictionaryText:
                TakeInt31();
                break;
            case NbfxRecord.QNameDictionaryText:
                Skip(1);
                TakeInt31();
                break;
            default:
                Skip(FixedBytes(record));
                break;
        }
    }

    private void SkipList()
    {
        for (var record = TakeByte(); record != NbfxRecord.EndListText && !_rest.IsEmpty; record = TakeByte())
        {
            if (record == NbfxRecord.StartListText)
                throw new FramingException("a list of values in another");
            SkipText(record);
        }
    }

    private void SkipArray(int inScope)
    {
        var element = TakeByte();
        if (element is < NbfxRecord.ShortElement or > NbfxRecord.PrefixElementZ)
            throw new FramingException($"an array of records 0x{element:X2}");
        SkipStartTag(element, inScope);
        Skip(1);
        var bytes = FixedBytes(TakeByte());
        Skip((long)TakeInt31() * bytes);
    }

    private static int FixedBytes(byte record) => (record & ~NbfxRecord.WithEndElement) switch
    {
        NbfxRecord.ZeroText or NbfxRecord.OneText or NbfxRecord.FalseText or NbfxRecord.TrueText or NbfxRecord.EmptyText or NbfxRecord.EndListText => 0,
        NbfxRecord.Int8Text or NbfxRecord.BoolText => 1,
        NbfxRecord.Int16Text => 2,
        NbfxRecord.Int32Text or NbfxRecord.FloatText => 4,
        NbfxRecord.Int64Text or NbfxRecord.UInt64Text or NbfxRecord.DoubleText or NbfxRecord.DateTimeText or NbfxRecord.TimeSpanText => 8,
        NbfxRecord.DecimalText or NbfxRecord.UniqueIdText or NbfxRecord.UuidText => 16,
        _ => throw new FramingException($"an unknown record 0x{record:X2} in an envelope"),
    };

    private void SkipString() => Skip(TakeInt31());

    private void Skip(long bytes) => _rest = bytes < _rest.Length ? _rest[(int)bytes..] : default;

    // Zero when it is cut off.
    private byte TakeByte()
    {
        if (_rest.IsEmpty)
            return 0;
        var taken = _rest[0];
        _rest = _rest[1..];
        return taken;
    }

    // Little-endian; zero when it is cut off.
    private uint TakeUInt(int bytes)
    {
        uint value = 0;
        for (var i = 0; i < bytes && i < _rest.Length; i++)
            value |= (uint)_rest[i] << (8 * i);
        Skip(bytes);
        return value;
    }

    private int TakeInt31()
    {
        if (!_rest.IsEmpty && _rest[0] < 0x80)
            return TakeByte();
        long value = 0;
        for (var i = 0; i < MultiByteInt31.BytesMax && i < _rest.Length; i++)
        {
            value |= (long)(_rest[i] & 0x7F) << (7 * i);
            if ((_rest[i] & 0x80) != 0)
                continue;
            Skip(i + 1);
            return value <= int.MaxValue ? (int)value : throw new FramingException("a length above 2^31 - 1 in an envelope");
        }

        if (_rest.Length >= MultiByteInt31.BytesMax)
            throw new FramingException("a length above 2^31 - 1 in an envelope");
        _rest = default;
        return 0;
    }
}
