namespace WcfBroker.ServiceModel.Requests;

/// <summary>
/// What some texts of one session mean as the content of an element, found by their bytes, so that a name that comes with every message is
/// made once. A text takes the place of another one that falls on the same slot.
/// </summary>
internal sealed class TextCache
{
    private const int SlotsMax = 16;
    private const int TextBytesMax = 255;

    private (ElementName Element, byte[] Text, object Meaning)[]? _slots;

    public object? Find(ElementName element, ReadOnlySpan<byte> text)
    {
        if (_slots is null || text.Length > TextBytesMax)
            return null;
        var (of, known, meaning) = _slots[SlotOf(text)];
        return of.Number == element.Number && text.SequenceEqual(known) ? meaning : null;
    }

    public void Add(ElementName element, ReadOnlySpan<byte> text, object meaning)
    {
        if (text.Length <= TextBytesMax)
            (_slots ??= new (ElementName, byte[], object)[SlotsMax])[SlotOf(text)] = (element, text.ToArray(), meaning);
    }

    // Names that differ do so mostly in their ends.
    private static int SlotOf(ReadOnlySpan<byte> text)
    {
        var hash = text.Length;
        foreach (var value in text[Math.Max(0, text.Length - 8)..])
            hash = hash * 31 + value;
        return (int)((uint)hash % SlotsMax);
    }
}
