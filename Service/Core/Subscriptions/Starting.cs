using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>Finds where a subscription starts and what it is sent first.</summary>
internal sealed class Starting(BrokerState state)
{
    /// <summary>Sets where the subscription starts, and its backlog if there is anything to replay.</summary>
    public void Start(Subscription subscription)
    {
        var history = state.History;
        var cursor = subscription.Options.Responder ? history.Next : Cursor(subscription.Options);
        var topics = subscription.Options.Responder ? null : TopicsWithLast(subscription);
        subscription.Start = Math.Max(cursor, state.FirstKept);
        if (topics is not null || cursor < history.Next)
            subscription.Backlog = new Backlog(topics, cursor);
    }

    // May be older than what is kept: then the first that is sent is a gap.
    private long Cursor(SubscriptionOptions options) => options.Start switch
    {
        StartKind.All => 1,
        StartKind.Sequence => Math.Clamp(options.StartSequence, 1, state.History.Next),
        StartKind.Time => state.FirstAt(options.StartTimeUtc),
        _ => state.History.Next,
    };

    private IEnumerator<Topic>? TopicsWithLast(Subscription subscription) => subscription.Options.Start switch
    {
        StartKind.Last when state.Topics.Find(subscription.Filter.FixedPart) is { } top => state.Topics.Walk(top, null).GetEnumerator(),
        StartKind.LastBelow => InOrderOfCreation(state.Topics.Count).GetEnumerator(),
        _ => null,
    };

    private IEnumerable<Topic> InOrderOfCreation(int count)
    {
        for (var index = 1; index < count; index++)
            yield return state.Topics.Log[index];
    }
}
