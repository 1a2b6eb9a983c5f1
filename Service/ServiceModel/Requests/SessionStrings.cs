using System.Text;
using System.Text.Unicode;
using System.Xml;
using WcfBroker.ServiceModel.BinaryXml;
using WcfBroker.ServiceModel.Framing;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>
/// The strings that a client has sent in band so far, [MC-NBFSE] 2.1. Messages that bring strings are decoded in full, and told of here
/// once they are accepted, so this and the decoder's own table never differ.
/// </summary>
internal sealed class SessionStrings(RequestTable requests)
{
    private readonly List<Entry> _entries = [];
    private bool _isBroken;

    private static readonly XmlDictionaryString InstanceNamespace = StaticDictionary.Instance.SchemaInstanceNamespace;

    /// <summary>Whether a message brings strings.</summary>
    public static bool IsBringing(ReadOnlySpan<byte> message) => !message.StartsWith((byte)0);

    /// <summary>Takes the strings of a message that the decoder has accepted.</summary>
    public void Add(ReadOnlySpan<byte> message)
    {
        if (_isBroken || !NbfxSpan.TryReadInt31(ref message, out var size) || !NbfxSpan.TryTake(ref message, size, out var table))
        {
            Break();
            return;
        }

        while (!table.IsEmpty)
        {
            if (!NbfxSpan.TryReadInt31(ref table, out var length) || !NbfxSpan.TryTake(ref table, length, out var text)
                || _entries.Count == SessionTable.BytesMax || !Utf8.IsValid(text))
            {
                Break();
                return;
            }

            var value = Encoding.UTF8.GetString(text);
            _entries.Add(new(value, requests.NumberOf(value), requests.Find(value)));
        }
    }

    /// <summary>The number under which readers know the string; negative if none does.</summary>
    public int NumberOf(int wireKey) => TryFind(wireKey, out var entry) ? entry.Number : -1;

    public RequestOperation? OperationOf(int wireKey) => TryFind(wireKey, out var entry) ? entry.Operation : null;

    public RequestOperation? OperationOf(ReadOnlySpan<byte> action) => requests.Find(action);

    /// <summary>Whether the string is the namespace of nil; clients send it although all know it.</summary>
    public bool IsInstanceNamespace(int wireKey) =>
        wireKey == InstanceNamespace.Key * 2 || (TryFind(wireKey, out var entry) && entry.Text == InstanceNamespace.Value);

    public string? TextOf(int wireKey) => TryFind(wireKey, out var entry) ? entry.Text : null;

    // Odd keys are those of the session.
    private bool TryFind(int wireKey, out Entry entry)
    {
        entry = default;
        var index = wireKey >> 1;
        if ((wireKey & 1) == 0 || index >= _entries.Count)
            return false;
        entry = _entries[index];
        return true;
    }

    // What cannot be followed is left to the decoder, from here on.
    private void Break()
    {
        _isBroken = true;
        _entries.Clear();
    }

    private readonly record struct Entry(string Text, int Number, RequestOperation? Operation);
}
