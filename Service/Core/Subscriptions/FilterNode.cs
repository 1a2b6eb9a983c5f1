namespace WcfBroker.Core.Subscriptions;

/// <summary>One level of the filter trie.</summary>
internal sealed class FilterNode
{
    /// <summary>Subscriptions that cover this level and all below it.</summary>
    internal SubscriptionSet Subtree;

    /// <summary>Subscriptions that end at this level.</summary>
    internal SubscriptionSet Exact;

    private Dictionary<string, FilterNode>? _levels;

    /// <summary>The level under <c>+</c>.</summary>
    public FilterNode? AnyLevel { get; private set; }

    public bool IsEmpty => Subtree.Count == 0 && Exact.Count == 0 && AnyLevel is null && _levels is null;

    public FilterNode? Find(ReadOnlySpan<char> level) =>
        level is "+" ? AnyLevel
        : _levels is not null && _levels.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(level, out var node) ? node
        : null;

    public FilterNode GetOrAdd(string level)
    {
        if (level == "+")
            return AnyLevel ??= new FilterNode();
        _levels ??= new Dictionary<string, FilterNode>(StringComparer.Ordinal);
        return _levels.TryGetValue(level, out var node) ? node : _levels[level] = new FilterNode();
    }

    public void Remove(string level)
    {
        if (level == "+")
            AnyLevel = null;
        else if (_levels!.Remove(level) && _levels.Count == 0)
            _levels = null;
    }
}
