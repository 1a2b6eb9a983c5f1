namespace WcfBroker.Core.Storage;

/// <summary>Finds what a deduplication window has to know after a start.</summary>
public static class RecentIds
{
    private const int PageMessages = 1_024;
    private const long PageBytes = 16 << 20;

    /// <summary>
    /// What is chosen of the newest messages with an id, oldest first: at most so many, none published before a time. Reads
    /// backwards in blocks, so that a long log without ids costs no more than its window.
    /// </summary>
    public static IReadOnlyList<T> Recent<T>(this IStore store, DateTime sinceUtc, int idsMax, Func<StoredMessage, T> choose)
    {
        var first = store.FirstAt(sinceUtc);
        var found = new List<T>();
        for (var end = store.FirstAt(DateTime.MaxValue) - 1; end >= first && found.Count < idsMax; end -= idsMax)
            found.InsertRange(0, Block(store, Math.Max(first, end - idsMax + 1), end, choose));
        return found.Count <= idsMax ? found : found[^idsMax..];
    }

    private static List<T> Block<T>(IStore store, long from, long to, Func<StoredMessage, T> choose)
    {
        var found = new List<T>();
        while (from <= to)
        {
            var page = store.Read(from, PageMessages, PageBytes);
            found.AddRange(page.Messages.Where(message => message.Sequence <= to && message.Content.Id is not null).Select(choose));
            from = page.Next;
        }

        return found;
    }
}
