namespace WcfBroker.Core.Durable;

/// <summary>The messages of one durable subscription that wait to be tried again.</summary>
internal sealed class WaitingRoom
{
    private readonly SortedDictionary<long, Retry> _retries = [];
    private readonly SortedSet<(DateTime DueUtc, long Sequence)> _byTime = [];
    private readonly SortedSet<long> _due = [];

    public int Count => _retries.Count;

    /// <summary>All that waits, in order.</summary>
    public IEnumerable<Retry> InOrder => _retries.Values;

    public void Add(Retry retry)
    {
        _retries.Add(retry.Sequence, retry);
        _byTime.Add((retry.DueUtc, retry.Sequence));
    }

    /// <summary>Takes the oldest message whose time has come; null if there is none, or if an older one waits and order is to be kept.</summary>
    public Retry? TakeDue(DateTime now, bool inOrder)
    {
        if (inOrder)
            return _retries.Count > 0 && _retries.First().Value is var oldest && oldest.DueUtc <= now ? Take(oldest.Sequence) : null;
        while (_byTime.Count > 0 && _byTime.Min.DueUtc <= now)
        {
            _due.Add(_byTime.Min.Sequence);
            _byTime.Remove(_byTime.Min);
        }

        return _due.Count > 0 ? Take(_due.Min) : null;
    }

    /// <summary>Takes out a message; null if it does not wait.</summary>
    public Retry? Take(long sequence)
    {
        if (!_retries.Remove(sequence, out var retry))
            return null;
        _byTime.Remove((retry.DueUtc, sequence));
        _due.Remove(sequence);
        return retry;
    }
}
