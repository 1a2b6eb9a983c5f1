using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>Subscriptions by the levels of their filters: a match walks the topic's levels, never the subscriptions.</summary>
internal sealed class FilterTrie
{
    private readonly FilterNode _root = new();

    public int Count { get; private set; }

    public void Add(Subscription subscription)
    {
        var node = _root;
        foreach (var segment in LevelsOf(subscription.Filter))
            node = node.GetOrAdd(segment);
        SetOf(node, subscription.Filter).Add(subscription);
        Count++;
    }

    public void Remove(Subscription subscription)
    {
        var levels = LevelsOf(subscription.Filter).ToArray();
        var path = new FilterNode[levels.Length + 1];
        path[0] = _root;
        for (var i = 0; i < levels.Length; i++)
            path[i + 1] = path[i].Find(levels[i])!;
        SetOf(path[^1], subscription.Filter).Remove(subscription);
        Count--;
        for (var i = levels.Length; i > 0 && path[i].IsEmpty; i--)
            path[i - 1].Remove(levels[i - 1]);
    }

    public void Match(string topic, List<Subscription> matched)
    {
        var reserved = TopicName.IsReservedName(topic);
        if (!reserved)
            matched.AddRange(_root.Subtree.Items);
        if (topic.Length == 1)
            matched.AddRange(_root.Exact.Items);
        else
            MatchBelow(_root, topic.AsSpan(1), allowWildcard: !reserved, matched);
    }

    private static void MatchBelow(FilterNode node, ReadOnlySpan<char> rest, bool allowWildcard, List<Subscription> matched)
    {
        var slash = rest.IndexOf('/');
        var level = slash < 0 ? rest : rest[..slash];
        var below = slash < 0 ? [] : rest[(slash + 1)..];
        MatchAt(node.Find(level), below, matched);
        if (allowWildcard)
            MatchAt(node.AnyLevel, below, matched);
    }

    private static void MatchAt(FilterNode? node, ReadOnlySpan<char> below, List<Subscription> matched)
    {
        if (node is null)
            return;
        matched.AddRange(node.Subtree.Items);
        if (below.IsEmpty)
            matched.AddRange(node.Exact.Items);
        else
            MatchBelow(node, below, allowWildcard: true, matched);
    }

    // A final '#' covers the level it hangs from and all below, just as a plain topic does.
    private static IEnumerable<string> LevelsOf(TopicFilter filter) => filter.Segments is [.., "#"] ? filter.Segments.SkipLast(1) : filter.Segments;

    private static ref SubscriptionSet SetOf(FilterNode node, TopicFilter filter)
    {
        if (filter.Kind == FilterKind.Subtree || filter.Segments is [.., "#"])
            return ref node.Subtree;
        return ref node.Exact;
    }
}
