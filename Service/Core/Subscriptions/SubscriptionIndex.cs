using System.Collections.Immutable;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>
/// Answers "who receives a message of this topic?" in time that grows with the topic's depth alone. Plain and exact
/// filters hang at their topic, so a match walks up its parents; patterns stand in a trie.
/// </summary>
internal sealed class SubscriptionIndex(TopicTree topics)
{
    private readonly FilterTrie _patterns = new();
    private readonly FilterTrie _responders = new();
    private readonly List<Subscription> _matched = [];
    private long _version;

    public void Add(Subscription subscription)
    {
        _version++;
        if (TrieOf(subscription) is { } trie)
            trie.Add(subscription);
        else
            SetOf(subscription).Add(subscription);
    }

    public void Remove(Subscription subscription)
    {
        _version++;
        if (TrieOf(subscription) is { } trie)
            trie.Remove(subscription);
        else
            SetOf(subscription).Remove(subscription);
    }

    /// <summary>Those who receive messages of a topic. The answer is kept with the topic until any subscription changes.</summary>
    public ImmutableArray<Subscription> Recipients(Topic topic)
    {
        if (topic.RecipientsVersion == _version)
            return topic.Recipients;
        topic.RecipientsVersion = _version;
        return topic.Recipients = Match(topic);
    }

    /// <summary>Those who answer requests on a topic, which need not exist.</summary>
    public IReadOnlyList<Subscription> Responders(TopicName topic)
    {
        _matched.Clear();
        _responders.Match(topic.Value, _matched);
        return _matched;
    }

    private ImmutableArray<Subscription> Match(Topic topic)
    {
        _matched.Clear();
        _matched.AddRange(topic.Exact.Items);
        for (var covered = topic; covered is not null; covered = covered.Parent)
        {
            if (covered.Parent is not null || !topic.IsReserved)
                _matched.AddRange(covered.Subtree.Items);
        }

        _patterns.Match(topic.Name.Value, _matched);
        return _matched.Count == 0 ? [] : [.. _matched];
    }

    // A filter on the broker's own names must not bring them into existence, so it stands in the trie.
    private FilterTrie? TrieOf(Subscription subscription) =>
        subscription.Options.Responder ? _responders
        : subscription.Filter.Kind == FilterKind.Pattern || subscription.Filter.IsReserved ? _patterns
        : null;

    private ref SubscriptionSet SetOf(Subscription subscription)
    {
        var topic = topics.GetOrAdd(subscription.Filter.Topic);
        if (subscription.Filter.Kind == FilterKind.Exact)
            return ref topic.Exact;
        return ref topic.Subtree;
    }
}
