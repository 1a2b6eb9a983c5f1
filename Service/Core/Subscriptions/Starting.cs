using WcfBroker.Core.Deliveries;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Subscriptions;

/// <summary>Finds where a subscription starts and what it is sent first; a start that is no longer kept is told as a gap.</summary>
internal sealed class Starting(BrokerState state)
{
    /// <summary>Sets the subscription's backlog and returns the first sequence that it is sent.</summary>
    public long Start(Subscription subscription, ICollection<Effect> effects)
    {
        if (subscription.Options.Responder)
            return state.History.Next;
        var cursor = Cursor(subscription, effects);
        subscription.Backlog = new Backlog(Gather(subscription), cursor);
        return cursor;
    }

    private long Cursor(Subscription subscription, ICollection<Effect> effects)
    {
        var history = state.History;
        var options = subscription.Options;
        var wanted = options.Start switch
        {
            StartKind.All => 1,
            StartKind.Sequence => Math.Clamp(options.StartSequence, 1, history.Next),
            StartKind.Time => options.StartTimeUtc <= history.ForgottenUtc ? 1 : history.FirstAt(options.StartTimeUtc),
            _ => history.Next,
        };
        if (wanted >= history.First)
            return wanted;
        effects.Add(new Send(subscription.Session.Outbox, CatchingUp.Gap(subscription, wanted, history.First - 1)));
        return history.First;
    }

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
