using System.Text;
using System.Text.Unicode;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>The address that the requests of a session were last sent to. What it is does not matter, but one that is none is refused.</summary>
internal sealed class KnownAddress
{
    private const int AddressBytesMax = 2048;

    private byte[] _text = [];
    private int _key = -1;

    /// <summary>Takes a text off the front.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> message, SessionStrings strings)
    {
        if (NbfxSpan.TryRead(ref message, NbfxRecord.DictionaryTextWithEnd))
            return NbfxSpan.TryReadInt31(ref message, out var key) && IsKnown(key, strings);
        if (!NbfxSpan.TryReadChars(ref message, out var text) || text.Length > AddressBytesMax)
            return false;
        if (text.SequenceEqual(_text))
            return !text.IsEmpty;
        if (!Utf8.IsValid(text) || !IsAddress(Encoding.UTF8.GetString(text)))
            return false;
        _text = text.ToArray();
        return true;
    }

    private bool IsKnown(int key, SessionStrings strings)
    {
        if (key != _key && (strings.TextOf(key) is not { } name || !IsAddress(name)))
            return false;
        _key = key;
        return true;
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);
}
