namespace WcfBroker.Dashboard.Brokers;

/// <summary>Where a table that is shown page by page stands: what its page begins after, and the pages before it.</summary>
internal sealed class PageCursor<T>(T first)
{
    private readonly T _first = first;
    private readonly Stack<T> _before = new();

    public T After { get; private set; } = first;

    public bool HasPrevious => _before.Count > 0;

    public void Next(T after)
    {
        _before.Push(After);
        After = after;
    }

    public void Previous() => After = _before.Pop();

    public void Restart()
    {
        _before.Clear();
        After = _first;
    }
}
