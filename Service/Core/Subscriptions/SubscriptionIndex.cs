using WcfBroker.Core.Sessions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>
/// Answers "who receives a message of this topic?" in time that grows with the topic's depth alone. Plain and exact
/// filters stand by their topic, so a match walks up its parents; patterns stand in a trie. Answers are remembered
/// until a subscription changes, within a bound: topics times subscribers may be more than memory.
/// </summary>
internal sealed class SubscriptionIndex(TopicTree topics)
{
    private const int TopicsRememberedMax = 1 << 16;
    private const int RecipientsRememberedMax = 1 << 20;

    private readonly Dictionary<int, TopicSubscriptions> _plain = [];
    private readonly FilterTrie _patterns = new();
    private readonly FilterTrie _responders = new();
    private readonly List<Subscription> _matched = [];
    private readonly HashSet<Session> _sessions = [];
    private readonly Dictionary<int, Matched> _remembered = [];
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
            RemovePlain(subscription);
    }

    /// <summary>How many subscriptions name a topic.</summary>
    public int CountOn(Topic topic) => _plain.TryGetValue(topic.Index, out var subscriptions) ? subscriptions.Count : 0;

    /// <summary>Those who receive messages of a topic.</summary>
    public Matched Match(Topic topic)
    {
        if (!_remembered.TryGetValue(topic.Index, out var matched))
            Remember(topic, matched = Find(topic));
        return matched;
    }

    /// <summary>Those who answer requests on a topic, which need not exist.</summary>
    public IReadOnlyList<Subscription> Responders(TopicName topic)
    {
        _matched.Clear();
        _responders.Match(topic.Value, _matched);
        return _matched;
    }

    /// <summary>Forgets the answers: a subscription has changed.</summary>
    public void Forget()
    {
        _remembered.Clear();
        _rememberedRecipients = 0;
    }

    private void Remember(Topic topic, Matched matched)
    {
        var recipients = matched.Subscriptions.Length;
        if (_remembered.Count >= TopicsRememberedMax || _rememberedRecipients + recipients > RecipientsRememberedMax)
            Forget();
        _remembered.Add(topic.Index, matched);
        _rememberedRecipients += recipients;
    }

    private Matched Find(Topic topic)
    {
        _matched.Clear();
        if (_plain.TryGetValue(topic.Index, out var own))
            _matched.AddRange(own.Exact.Items);
        for (var covered = topic.Index; covered >= 0; covered = topics.Log.Row(covered).Parent)
        {
            if (_plain.TryGetValue(covered, out var above) && (covered > 0 || !topic.IsReserved))
                _matched.AddRange(above.Subtree.Items);
        }

        if (_patterns.Count > 0)
            _patterns.Match(topic.Name.Value, _matched);
        return new([.. _matched], AreLive());
    }

    private bool AreLive()
    {
        _sessions.Clear();
        foreach (var subscription in _matched)
        {
            if (subscription.Feed is not null || subscription.Backlog is not null || !_sessions.Add(subscription.Session))
                return false;
        }

        return true;
    }

    private void RemovePlain(Subscription subscription)
    {
        SetOf(subscription).Remove(subscription);
        var index = topics.Find(subscription.Filter.Path)!.Index;
        if (_plain[index].Count == 0)
            _plain.Remove(index);
    }

    // A filter on the broker's own names must not bring them into existence, so it stands in the trie.
    private FilterTrie? TrieOf(Subscription subscription) =>
        subscription.Options.Responder ? _responders
        : subscription.Filter.Kind == FilterKind.Pattern || subscription.Filter.IsReserved ? _patterns
        : null;

    private ref SubscriptionSet SetOf(Subscription subscription)
    {
        var index = topics.GetOrAdd(subscription.Filter.Topic).Index;
        if (!_plain.TryGetValue(index, out var subscriptions))
            _plain.Add(index, subscriptions = new TopicSubscriptions());
        if (subscription.Filter.Kind == FilterKind.Exact)
            return ref subscriptions.Exact;
        return ref subscriptions.Subtree;
    }
}
