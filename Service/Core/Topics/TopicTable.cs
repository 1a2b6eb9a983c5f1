namespace WcfBroker.Core.Topics;

/// <summary>
/// Finds topics by their names, which no object holds whole. A slot is the hash of a name and, one higher, the place of its
/// topic in the log; it stands where the hash says, or at the next place that was free.
/// </summary>
internal sealed class TopicTable(TopicLog log)
{
    private const int SlotsMin = 16;
    private const int IndexBits = 32;
    private ulong[] _slots = new ulong[SlotsMin];

    /// <summary>The index of the topic with a name; -1 if there is none.</summary>
    public int Find(ReadOnlySpan<char> name) => Find(name, Hash(name));

    /// <summary>The same, where the hash of the name is known.</summary>
    public int Find(ReadOnlySpan<char> name, uint hash)
    {
        var mask = _slots.Length - 1;
        for (var place = (int)hash & mask; _slots[place] != 0; place = (place + 1) & mask)
        {
            var index = (int)(uint)_slots[place] - 1;
            if (_slots[place] >> IndexBits == hash && log.IsNamed(index, name))
                return index;
        }

        return -1;
    }

    /// <summary>
    /// Adds the newest topics of the log by the hashes of their names. Many at once cost little each: the processor fetches
    /// their places at the same time.
    /// </summary>
    public void Add(ReadOnlySpan<uint> hashes)
    {
        Reserve(log.Count);
        var index = log.Count - hashes.Length;
        foreach (var hash in hashes)
            Put(_slots, ((ulong)hash << IndexBits) | (uint)++index);
    }

    /// <summary>Makes room for so many topics.</summary>
    public void Reserve(int topics)
    {
        // At most three of four slots are taken, so that the next free one is near.
        var slots = _slots.Length;
        while (slots / 4 * 3 < topics)
            slots *= 2;
        if (slots == _slots.Length)
            return;
        var before = _slots;
        _slots = new ulong[slots];
        foreach (var slot in before)
        {
            if (slot != 0)
                Put(_slots, slot);
        }
    }

    public static uint Hash(ReadOnlySpan<char> name) => (uint)string.GetHashCode(name);

    private static void Put(ulong[] slots, ulong slot)
    {
        var mask = slots.Length - 1;
        var place = (int)(slot >> IndexBits) & mask;
        while (slots[place] != 0)
            place = (place + 1) & mask;
        slots[place] = slot;
    }
}
