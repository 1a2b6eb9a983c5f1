using WcfBroker.Core.Commands;
using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;

namespace WcfBroker.Core.Topics;

/// <summary>Answers questions about topics. A page costs what it holds, however many topics there are.</summary>
internal sealed class TopicListing(BrokerState state, Restoring restoring)
{
    public void Apply(ListTopics command, IList<Effect> effects)
    {
        if (Check(command) is { } error)
        {
            effects.Refuse(command.Reply, error);
            return;
        }

        if (state.Topics.Find(command.Prefix.Value) is not { } top)
        {
            effects.Answer(command.Reply, new TopicList([], null));
            return;
        }

        var after = command.After is { } name ? state.Topics.Find(name.Value) : null;
        var page = (command.ChildrenOnly ? state.Topics.Children(top, after) : state.Topics.Walk(top, after)).Where(topic => topic.Parent is not null).Take(command.Count + 1).ToList();
        var more = page.Count > command.Count;
        var topics = page.Take(command.Count).Select(Summary).ToArray();
        effects.Answer(command.Reply, new TopicList(topics, more ? topics[^1].Name : null));
    }

    public void Apply(SendTopicList command, IList<Effect> effects)
    {
        if (state.Sessions.TryGetValue(command.Session, out var session))
            effects.Add(new Send(session.Outbox, new OutboxItem(OutboxItemKind.TopicList, null) { Extent = new(1, state.Topics.Count - 1) }));
    }

    public void Apply(GetLastMessage command, IList<Effect> effects)
    {
        if (state.Topics.Find(command.Topic.Value) is not { RetainedSequence: > 0 } topic)
        {
            effects.Answer(command.Reply, null);
        }
        else if (state.RetainedInMemory(topic) is { } last)
        {
            effects.Answer(command.Reply, Unexpired(last));
        }
        else if (state.LastReads == state.Limits.CommandsMax)
        {
            effects.Refuse(command.Reply, BrokerError.Busy(state.Limits));
        }
        else
        {
            state.LastReads++;
            effects.Add(new ReadRetained([topic.RetainedSequence], 1, messages => new KeptLast(command, messages)) { Reader = state.Reader! });
        }
    }

    public void Apply(KeptLast command, IList<Effect> effects)
    {
        state.LastReads--;
        var topic = state.Topics.Find(command.Asked.Topic.Value)!;
        if (command.Messages.TryGetValue(topic.RetainedSequence, out var read))
            effects.Answer(command.Asked.Reply, Unexpired(restoring.ToRetained(topic, read)));
        else
            Apply(command.Asked, effects);
    }

    private PublishedMessage? Unexpired(PublishedMessage? message) => message?.IsExpired(state.Now) == true ? null : message;

    private BrokerError? Check(ListTopics command)
    {
        if (command.Count < 1 || command.Count > state.Limits.TopicPageMax)
        {
            return new BrokerError(ErrorCode.InvalidArgument, "A page has at least one topic, and not more than the limit.")
            {
                Parameter = "count",
                Limit = $"1 to {state.Limits.TopicPageMax} topics",
                Value = $"{command.Count} topics",
            };
        }

        return command.After is not { } after
            || (TopicFilter.IsAtOrBelow(after.Value, command.Prefix.Value) && state.Topics.Find(after.Value) is not null)
            ? null
            : BrokerError.Invalid(ErrorCode.InvalidArgument, "after", "A page begins after a topic below the prefix.", after.Value);
    }

    private TopicSummary Summary(Topic topic) => new(topic.Name, topic.LastSequence, topic.MessageCount, state.Index.CountOn(topic));
}
