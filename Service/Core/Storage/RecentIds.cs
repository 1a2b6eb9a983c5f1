namespace WcfBroker.Core.Storage;

/// <summary>Finds what a deduplication window has to know after a start.</summary>
public static class RecentIds
{
    /// <summary>
    /// The newest messages with an id, oldest first: at most so many, none published before a time. Reads backwards in blocks,
    /// so that a long log without ids costs no more than its window.
    /// </summary>
    public static IReadOnlyList<StoredId> Recent(this IStore store, DateTime sinceUtc, int idsMax)
    {
        var first = store.FirstAt(sinceUtc);
        IReadOnlyList<StoredId> found = [];
        for (var end = store.FirstAt(DateTime.MaxValue) - 1; end >= first && found.Count < idsMax; end -= idsMax)
        {
            var block = store.ReadIds(new SequenceRange(Math.Max(first, end - idsMax + 1), end));
            found = found.Count == 0 ? block : [.. block, .. found];
        }

        return found.Count <= idsMax ? found : [.. found.Skip(found.Count - idsMax)];
    }
}
