using WcfBroker.Core.Commands;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Durable;

/// <summary>Finds where a new durable subscription starts.</summary>
internal sealed class DurableStart(BrokerState state)
{
    // Looking for the last messages of more topics would hold up the loop.
    private const int TopicsMax = 100_000;

    /// <summary>Says why a subscription cannot start as it is asked to; null if it can.</summary>
    public BrokerError? Check(Subscribe command)
    {
        if (command.Options.Start != StartKind.Last)
            return null;
        var topics = Topics(command.Filter).Take(TopicsMax + 1).Count();
        if (topics > TopicsMax)
            return BrokerError.PastLimit("A durable subscription that starts at the last messages looks at too many topics.", "topic", TopicsMax, topics, "topics");
        var messages = WithLast(command.Filter).Count();
        return messages > state.Limits.UnsettledPerSubscriptionMax
            ? BrokerError.PastLimit("A durable subscription that starts at the last messages finds too many.", "topic",
                state.Limits.UnsettledPerSubscriptionMax, messages, "messages")
            : null;
    }

    /// <summary>The last sequence that is none of its business. What is no longer kept is told as a gap.</summary>
    public long Cursor(SubscriptionOptions options) => options.Start switch
    {
        StartKind.All => 0,
        StartKind.Sequence => Math.Clamp(options.StartSequence, 1, state.History.Next) - 1,
        StartKind.Time => state.FirstAt(options.StartTimeUtc) - 1,
        _ => state.Head,
    };

    /// <summary>Opens a new subscription; one that starts at the last messages has them as holes.</summary>
    public void Open(DurableSubscription durable, SubscriptionOptions options)
    {
        if (options.Start != StartKind.Last)
            return;
        var last = WithLast(durable.Filter).Where(topic => durable.Covers(topic.Name.Value)).Select(topic => topic.RetainedSequence).Order().ToArray();
        foreach (var sequence in last)
        {
            durable.Progress.Restore(sequence);
            durable.Waiting.Add(new Retry(sequence, -1) { DueUtc = state.Now });
        }

        if (last.Length > 0)
            state.Records!.Add(new Acknowledged(durable.Id, durable.Progress.Cursor) { Opened = last });
    }

    // Of one that is not in memory it is seen when its turn comes whether it has expired.
    private IEnumerable<Topic> WithLast(TopicFilter filter) =>
        Topics(filter).Where(topic => topic.RetainedSequence > 0 && filter.Matches(topic.Name.Value) && state.RetainedInMemory(topic)?.IsExpired(state.Now) != true);

    private IEnumerable<Topic> Topics(TopicFilter filter) =>
        state.Topics.Find(filter.FixedPart) is { } top ? state.Topics.Walk(top, null) : [];
}
