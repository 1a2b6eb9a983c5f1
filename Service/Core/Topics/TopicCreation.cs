using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Sessions;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Topics;

/// <summary>Brings topics into existence, and tells those who asked of each, before its first message.</summary>
internal sealed class TopicCreation(BrokerState state)
{
    /// <summary>Says why the topics named cannot all exist, if an identity is to create those that are missing; null if they can.</summary>
    public BrokerError? Check(IEnumerable<TopicName> names, string? identity)
    {
        var missing = state.Topics.Missing(names);
        if (missing > 0 && state.Topics.Count + missing > state.Limits.TopicsMax)
            return BrokerError.PastLimit("The broker has as many topics as it may.", "topic", state.Limits.TopicsMax, state.Topics.Count + missing, "topics");
        var created = missing + state.TopicsCreated.GetValueOrDefault(identity ?? "");
        return missing > 0 && created > state.Limits.TopicsPerIdentityMax
            ? BrokerError.PastLimit("The caller has created as many topics as it may.", "topic", state.Limits.TopicsPerIdentityMax, created, "topics per identity")
            : null;
    }

    public BrokerError? Check(TopicName name, string? identity) => state.Topics.Find(name.Value) is null ? Check([name], identity) : null;

    /// <summary>A topic that an identity names; those it creates are counted.</summary>
    public Topic Ensure(TopicName name, string? identity, SessionId? creator, IList<Effect> effects)
    {
        var before = state.Topics.Count;
        var topic = Ensure(name, creator, effects);
        if (state.Topics.Count > before && state.Limits.TopicsPerIdentityMax < state.Limits.TopicsMax)
            state.TopicsCreated[identity ?? ""] = state.TopicsCreated.GetValueOrDefault(identity ?? "") + state.Topics.Count - before;
        return topic;
    }

    public Topic Ensure(TopicName name, SessionId? creator, IList<Effect> effects)
    {
        var before = state.Topics.Count;
        var topic = state.Topics.GetOrAdd(name);
        for (var index = before; index < state.Topics.Count; index++)
        {
            state.Records?.Add(new TopicCreated(index, state.Topics.Log[index].Name.Value));
            Announce(state.Topics.Log[index], creator, effects);
        }

        return topic;
    }

    private void Announce(Topic topic, SessionId? creator, IList<Effect> effects)
    {
        foreach (var watcher in state.TopicWatchers)
        {
            if (watcher.Id != creator)
                effects.Add(new Send(watcher.Outbox, Notice(topic, null)));
        }

        if (!state.Index.HasTopicNotices)
            return;
        foreach (var subscription in state.Index.Match(topic).Subscriptions)
        {
            if (subscription.Options.TopicNotices == TopicNotices.Covered)
                effects.Add(new Send(subscription.Session.Outbox, Notice(topic, subscription)));
        }
    }

    private static OutboxItem Notice(Topic topic, Subscription? subscription) =>
        new(OutboxItemKind.TopicsCreated, subscription) { Extent = new(topic.Index, topic.Index) };
}
