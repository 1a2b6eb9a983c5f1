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
        var gathered = subscription.Options.Responder ? [] : Gather(subscription);
        subscription.Start = Math.Max(cursor, history.First);
        if (gathered.Length > 0 || cursor < history.Next)
            subscription.Backlog = new Backlog(gathered, cursor);
    }

    // May be older than what is kept: then the first that is sent is a gap.
    private long Cursor(SubscriptionOptions options) => options.Start switch
    {
        StartKind.All => 1,
        StartKind.Sequence => Math.Clamp(options.StartSequence, 1, state.History.Next),
        StartKind.Time => options.StartTimeUtc <= state.History.ForgottenUtc ? 1 : state.History.FirstAt(options.StartTimeUtc),
        _ => state.History.Next,
    };

    private OutboxItem[] Gather(Subscription subscription) => subscription.Options.Start switch
    {
        StartKind.Last => Covered(subscription.Filter)
            .Where(topic => topic.Last is not null)
            .OrderBy(topic => topic.Last!.Sequence)
            .Select(topic => new OutboxItem(OutboxItemKind.Retained, subscription) { Message = topic.Last })
            .ToArray(),
        StartKind.LastBelow => Covered(subscription.Filter)
            .Where(topic => topic is { LastBelow: not null, Parent: not null })
            .OrderBy(topic => topic.Index)
            .Select(topic => new OutboxItem(OutboxItemKind.Retained, subscription) { Message = topic.LastBelow, ShownAs = topic })
            .ToArray(),
        _ => [],
    };

    private IEnumerable<Topic> Covered(TopicFilter filter)
    {
        var top = state.Topics.Find(FixedPart(filter));
        if (top is null)
            return [];
        return filter.Kind == FilterKind.Exact ? [top] : TopicTree.Walk(top, null).Where(topic => filter.Matches(topic.Name.Value));
    }

    // The levels before the first wildcard name the topic at and below which all matches lie.
    private static string FixedPart(TopicFilter filter) =>
        filter.Kind != FilterKind.Pattern ? filter.Path : $"/{string.Join('/', filter.Segments.TakeWhile(level => level is not ("+" or "#")))}";
}
