using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Xml;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.BinaryXml;

/// <summary>
/// The string table, [MC-NBFSE] 2.1, that every session of a service sends with its first message and never extends. Because it is the same
/// for all, encoded bytes are valid on any session, and encoding needs no lock. Strings that do not fit are written out in full.
/// </summary>
internal sealed class SessionTable
{
    /// <summary>What a .NET client accepts per session.</summary>
    public const int BytesMax = 2048;

    private readonly FrozenDictionary<string, int> _keys;

    private SessionTable(Dictionary<string, int> keys, byte[] encoded)
    {
        _keys = keys.ToFrozenDictionary();
        Encoded = encoded;
        WriterSession = new FrozenWriterSession(_keys);
    }

    /// <summary>The table as the first message carries it, its size included.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>For <see cref="XmlDictionaryWriter"/>; it has no state, so one serves all writers.</summary>
    public XmlBinaryWriterSession WriterSession { get; }

    /// <summary>Takes the strings in the order given, as long as they fit.</summary>
    public static SessionTable Create(IEnumerable<string> strings)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new ArrayBufferWriter<byte>();
        foreach (var value in strings)
        {
            var size = Encoding.UTF8.GetByteCount(value);
            var isStatic = StaticDictionary.Instance.TryLookup(value, out _);
            if (!isStatic && entries.WrittenCount + MultiByteInt31.Size(size) + size <= BytesMax && keys.TryAdd(value, keys.Count))
                NbfxText.WriteString(entries, value);
        }

        var encoded = new ArrayBufferWriter<byte>();
        MultiByteInt31.Write(encoded, entries.WrittenCount);
        encoded.Write(entries.WrittenSpan);
        return new(keys, encoded.WrittenSpan.ToArray());
    }

    /// <summary>The number of a string on the wire: even for the static dictionary, odd for this table.</summary>
    public bool TryGetWireKey(string value, out int wireKey)
    {
        if (StaticDictionary.Instance.TryLookup(value, out var known))
        {
            wireKey = known.Key * 2;
            return true;
        }

        var found = _keys.TryGetValue(value, out var key);
        wireKey = key * 2 + 1;
        return found;
    }

    private sealed class FrozenWriterSession(FrozenDictionary<string, int> keys) : XmlBinaryWriterSession
    {
        // The base class is never given a string, so its own look-up, which would keep state, always misses.
        public override bool TryAdd(XmlDictionaryString value, out int key) => keys.TryGetValue(value.Value, out key);
    }
}
