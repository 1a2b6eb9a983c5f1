using System.Buffers;
using WcfBroker.ServiceModel.Dispatch;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>
/// The bytes around the argument of an encoded one-way callback, or the result of an encoded reply, [MC-NBFX] records with fixed prefixes:
/// s:Envelope / s:Header / a:Action, s:Body / wrapper / parameter. The parameter declares "i" and one prefix for each namespace
/// that its type uses, so that what stands inside needs no declarations.
/// </summary>
internal sealed class FragmentEnvelope
{
    // "a", "i" and "s" mean addressing, schema instance and SOAP.
    private const string Prefixes = "bcdefghjklmnopqrtuvwxyz";

    // The one that the serializer takes first.
    private const char ArrayPrefix = 'b';

    private readonly SessionTable _table;
    private readonly string _wrapperNamespace;
    private readonly Dictionary<string, char> _prefixes = new(StringComparer.Ordinal);

    public FragmentEnvelope(SessionTable table, string action, MessageBody body, IEnumerable<string> namespaces)
    {
        _table = table;
        _wrapperNamespace = body.WrapperNamespace;
        foreach (var ns in namespaces.Where(ns => ns != _wrapperNamespace).Take(Prefixes.Length))
            _prefixes.Add(ns, Prefixes[_prefixes.Count]);
        Head = WriteHead(action, body);
    }

    /// <summary>An attribute i:nil="true" and the end of its element.</summary>
    public static ReadOnlySpan<byte> NilAndEnd =>
    [
        NbfxRecord.PrefixDictionaryAttributeA + ('i' - 'a'), 0xF6, 0x06, // 443 * 2
        NbfxRecord.TrueText,
        NbfxRecord.EndElement,
    ];

    /// <summary>Ends the parameter, the wrapper, Body and Envelope.</summary>
    public static ReadOnlySpan<byte> Tail => [NbfxRecord.EndElement, NbfxRecord.EndElement, NbfxRecord.EndElement, NbfxRecord.EndElement];

    public byte[] Head { get; }

    /// <summary>Where further headers stand in the head.</summary>
    public int ActionEnd { get; private set; }

    /// <summary>The head with one more header, encoded.</summary>
    public byte[] HeadWith(ReadOnlySpan<byte> header) => [.. Head.AsSpan(0, ActionEnd), .. header, .. Head.AsSpan(ActionEnd)];

    public byte[] Element(string name, string ns)
    {
        var record = new ArrayBufferWriter<byte>();
        if (ns == _wrapperNamespace)
            WriteName(record, NbfxRecord.ShortDictionaryElement, NbfxRecord.ShortElement, name);
        else if (_prefixes.TryGetValue(ns, out var prefix))
            WriteName(record, Prefixed(NbfxRecord.PrefixDictionaryElementA, prefix), Prefixed(NbfxRecord.PrefixElementA, prefix), name);
        else
            throw new ArgumentException($"The value has no element of the namespace {ns}.", nameof(ns));
        return record.WrittenSpan.ToArray();
    }

    /// <summary>An element whose content is an array of records, up to the type of the items.</summary>
    public byte[] ArrayElement(string name, string ns, string item, string itemNs)
    {
        var record = new ArrayBufferWriter<byte>();
        record.Write(Element(name, ns));
        WriteNamespace(record, ArrayPrefix, itemNs);
        NbfxText.WriteRecord(record, NbfxRecord.Array);
        // The serializer writes this name in full too.
        NbfxText.WriteRecord(record, Prefixed(NbfxRecord.PrefixElementA, ArrayPrefix));
        NbfxText.WriteString(record, item);
        NbfxText.WriteRecord(record, NbfxRecord.EndElement);
        return record.WrittenSpan.ToArray();
    }

    private static byte Prefixed(byte recordOfA, char prefix) => (byte)(recordOfA + (prefix - 'a'));

    private byte[] WriteHead(string action, MessageBody body)
    {
        var soap = StaticDictionary.Instance;
        var head = new ArrayBufferWriter<byte>();
        WriteName(head, Prefixed(NbfxRecord.PrefixDictionaryElementA, 's'), 0, soap.Envelope.Value);
        WriteNamespace(head, 's', soap.SoapNamespace.Value);
        WriteNamespace(head, 'a', soap.AddressingNamespace.Value);
        WriteName(head, Prefixed(NbfxRecord.PrefixDictionaryElementA, 's'), 0, soap.Header.Value);
        WriteName(head, Prefixed(NbfxRecord.PrefixDictionaryElementA, 'a'), 0, soap.Action.Value);
        WriteName(head, Prefixed(NbfxRecord.PrefixDictionaryAttributeA, 's'), 0, soap.MustUnderstand.Value);
        NbfxText.WriteRecord(head, NbfxRecord.OneText);
        WriteText(head, action);
        ActionEnd = head.WrittenCount;
        NbfxText.WriteRecord(head, NbfxRecord.EndElement);
        WriteName(head, Prefixed(NbfxRecord.PrefixDictionaryElementA, 's'), 0, soap.Body.Value);
        WriteName(head, NbfxRecord.ShortDictionaryElement, NbfxRecord.ShortElement, body.Wrapper);
        WriteName(head, NbfxRecord.ShortDictionaryXmlnsAttribute, NbfxRecord.ShortXmlnsAttribute, body.WrapperNamespace);
        WriteName(head, NbfxRecord.ShortDictionaryElement, NbfxRecord.ShortElement, body.Parts[0].Name);
        foreach (var (ns, prefix) in _prefixes.OrderBy(p => p.Value))
            WriteNamespace(head, prefix, ns);
        WriteNamespace(head, 'i', soap.SchemaInstanceNamespace.Value);
        return head.WrittenSpan.ToArray();
    }

    private void WriteName(IBufferWriter<byte> output, byte dictionaryRecord, byte record, string name)
    {
        var known = _table.TryGetWireKey(name, out var key);
        NbfxText.WriteRecord(output, known ? dictionaryRecord : record);
        if (known)
            MultiByteInt31.Write(output, key);
        else
            NbfxText.WriteString(output, name);
    }

    private void WriteNamespace(IBufferWriter<byte> output, char prefix, string ns)
    {
        var known = _table.TryGetWireKey(ns, out var key);
        output.Write((ReadOnlySpan<byte>)[known ? NbfxRecord.DictionaryXmlnsAttribute : NbfxRecord.XmlnsAttribute, 1, (byte)prefix]);
        if (known)
            MultiByteInt31.Write(output, key);
        else
            NbfxText.WriteString(output, ns);
    }

    private void WriteText(IBufferWriter<byte> output, string text)
    {
        if (!_table.TryGetWireKey(text, out var key))
        {
            NbfxText.WriteChars(output, text);
            return;
        }

        NbfxText.WriteRecord(output, NbfxRecord.DictionaryTextWithEnd);
        MultiByteInt31.Write(output, key);
    }
}
