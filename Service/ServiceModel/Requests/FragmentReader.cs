using System.Text;
using System.Text.Unicode;
using System.Xml;
using WcfBroker.ServiceModel.BinaryXml;

namespace WcfBroker.ServiceModel.Requests;

/// <summary>
/// Reads the elements of an encoded request one after the other, in the order of the contract, as clients of .NET write them: names from
/// the session's string table, all in the namespace of the contract, without attributes. An element that is not next is taken for left
/// out. After anything else that is unexpected the reader has failed, and the request is read in another way.
/// </summary>
public ref struct FragmentReader
{
    private readonly SessionStrings _strings;
    private readonly TextCache _cache;
    private ReadOnlySpan<byte> _rest;

    internal FragmentReader(ReadOnlySpan<byte> body, SessionStrings strings, TextCache cache)
    {
        _rest = body;
        _strings = strings;
        _cache = cache;
    }

    /// <summary>Whether something unexpected has come.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether all was as expected, up to the end of the message.</summary>
    internal readonly bool IsComplete => !HasFailed && _rest.SequenceEqual(RequestEnvelope.End);

    /// <summary>Opens the element if it is next.</summary>
    public bool Start(ElementName name)
    {
        var rest = _rest;
        if (!NbfxSpan.TryRead(ref rest, NbfxRecord.ShortDictionaryElement) || !NbfxSpan.TryReadInt31(ref rest, out var key)
            || _strings.NumberOf(key) != name.Number)
            return false;
        SkipInstanceNamespace(ref rest);
        _rest = rest;
        return true;
    }

    /// <summary>Ends the element opened last, which has nothing more in it.</summary>
    public void End()
    {
        if (!NbfxSpan.TryRead(ref _rest, NbfxRecord.EndElement))
            Fail();
    }

    /// <summary>A text; null if the element is left out.</summary>
    public string? Text(ElementName name) => Start(name) && TryTakeText(out var text) ? Encoding.UTF8.GetString(text) : null;

    /// <summary>A text as UTF-8; null if the element is left out.</summary>
    public byte[]? TextBytes(ElementName name) => Start(name) && TryTakeText(out var text) ? text.ToArray() : null;

    /// <summary>What a text means that the session may have sent before; null if the element is left out, or if it means nothing.</summary>
    /// <param name="name">The element.</param>
    /// <param name="read">Reads the text when it was not read lately.</param>
    public object? Known(ElementName name, Func<string, object?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!Start(name) || !TryTakeText(out var text))
            return null;
        if (_cache.Find(name, text) is { } known)
            return known;
        var meaning = read(Encoding.UTF8.GetString(text));
        if (meaning is not null)
            _cache.Add(name, text, meaning);
        return meaning;
    }

    /// <summary>A byte array; null if the element is left out.</summary>
    public byte[]? Bytes(ElementName name)
    {
        if (!Start(name))
            return null;
        var size = 0;
        for (var rest = _rest; ;)
        {
            if (!TryTakeBytes(ref rest, out var part, out var isLast))
                return null;
            size += part.Length;
            if (isLast)
                break;
        }

        var bytes = new byte[size];
        for (var to = bytes.AsSpan(); TryTakeBytes(ref _rest, out var part, out var isLast); to = to[part.Length..])
        {
            part.CopyTo(to);
            if (isLast)
                break;
        }

        return bytes;
    }

    /// <summary>A duration; null if the element is left out.</summary>
    public TimeSpan? Duration(ElementName name)
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException)
        {
            Fail();
            return null;
        }
    }

    /// <summary>A truth value; null if the element is left out.</summary>
    public bool? Truth(ElementName name)
    {
        if (!Start(name))
            return null;
        if (NbfxSpan.TryRead(ref _rest, NbfxRecord.TrueTextWithEnd))
            return true;
        if (!NbfxSpan.TryRead(ref _rest, NbfxRecord.FalseTextWithEnd))
            Fail();
        return false;
    }

    // The serializer declares xmlns:i on each parameter, whether or not anything in it is null.
    private readonly void SkipInstanceNamespace(scoped ref ReadOnlySpan<byte> rest)
    {
        var declaration = rest;
        if (NbfxSpan.TryRead(ref declaration, [NbfxRecord.DictionaryXmlnsAttribute, 1, (byte)'i'])
            && NbfxSpan.TryReadInt31(ref declaration, out var key) && _strings.IsInstanceNamespace(key))
            rest = declaration;
    }

    private bool TryTakeText(out ReadOnlySpan<byte> text)
    {
        if (NbfxSpan.TryReadChars(ref _rest, out text) && Utf8.IsValid(text))
            return true;
        Fail();
        return false;
    }

    private bool TryTakeBytes(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> part, out bool isLast)
    {
        if (NbfxSpan.TryReadBytes(ref rest, out part, out isLast))
            return true;
        Fail();
        return false;
    }

    private void Fail() => HasFailed = true;
}
