using System.Collections.Immutable;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>
/// Answers "who receives a message of this topic?" in time that grows with the topic's depth alone. Plain and exact
/// filters hang at their topic, so a match walks up its parents; patterns stand in a trie. Answers are remembered with
/// their topics until a subscription changes, within a bound: topics times subscribers may be more than memory.
/// </summary>
internal sealed class SubscriptionIndex(TopicTree topics)
{
    private const int TopicsRememberedMax = 1 << 16;
    private const int RecipientsRememberedMax = 1 << 20;

    private readonly FilterTrie _patterns = new();
    private readonly FilterTrie _responders = new();
    private readonly List<Subscription> _matched = [];
    private readonly List<Topic> _remembered = [];
    private int _rememberedRecipients;
    private int _topicNotices;

    /// <summary>Whether any subscription wants to be told of the new topics that it covers.</summary>
    public bool HasTopicNotices => _topicNotices > 0;

    public void Add(Subscription subscription)
    {
        Forget();
        _topicNotices += subscription.Options.TopicNotices == TopicNotices.Covered ? 1 : 0;
        if (TrieOf(subscription) is { } trie)
            trie.Add(subscription);
        else
            SetOf(subscription).Add(subscription);
    }

    public void Remove(Subscription subscription)
    {
        Forget();
        _topicNotices -= subscription.Options.TopicNotices == TopicNotices.Covered ? 1 : 0;
        if (TrieOf(subscription) is { } trie)
            trie.Remove(subscription);
        else
            SetOf(subscription).Remove(subscription);
    }

    /// <summary>Those who receive messages of a topic.</summary>
    public ImmutableArray<Subscription> Recipients(Topic topic)
    {
        if (topic.Recipients.IsDefault)
            Remember(topic, Match(topic));
        return topic.Recipients;
    }

    /// <summary>Those who answer requests on a topic, which need not exist.</summary>
    public IReadOnlyList<Subscription> Responders(TopicName topic)
    {
        _matched.Clear();
        _responders.Match(topic.Value, _matched);
        return _matched;
    }

    private void Remember(Topic topic, ImmutableArray<Subscription> recipients)
    {
        if (_remembered.Count >= TopicsRememberedMax || _rememberedRecipients + recipients.Length > RecipientsRememberedMax)
            Forget();
        _remembered.Add(topic);
        _rememberedRecipients += recipients.Length;
        topic.Recipients = recipients;
    }

    private void Forget()
    {
        foreach (var topic in _remembered)
            topic.Recipients = default;
        _remembered.Clear();
        _rememberedRecipients = 0;
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
