using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Durable;

/// <summary>Answers questions about durable subscriptions.</summary>
internal sealed class DurableListing(BrokerState state, DeadLetters deadLetters)
{
    public void Apply(ListSubscriptions command, IList<Effect> effects)
    {
        var page = state.Durables.ByName
            .Where(durable => command.After is null || string.CompareOrdinal(durable.Name, command.After) > 0)
            .Take(command.Count + 1)
            .ToList();
        var listed = page.Take(command.Count).Select(Summary).ToArray();
        effects.Answer(command.Reply, new DurableList(listed, page.Count > command.Count ? listed[^1].Name : null));
    }

    public void Apply(FindSubscription command, IList<Effect> effects)
    {
        if (state.Durables.Find(command.Name) is { } durable)
            effects.Answer(command.Reply, Summary(durable));
        else
            effects.Refuse(command.Reply, BrokerError.NoDurable("subscription", command.Name));
    }

    public void Apply(GetStatus command, IList<Effect> effects) => effects.Answer(
        command.Reply,
        new BrokerStatus(state.Head, state.FirstKept, state.Topics.Count - 1, state.Sessions.Count, state.Durables.Count, deadLetters.Count)
        {
            HistoryMessages = state.History.Count,
            HistoryBytes = state.History.Bytes,
            OldestUnsettled = OldestUnsettled(),
        });

    public void Apply(FindDeadLetters command, IList<Effect> effects) =>
        effects.Answer(command.Reply, state.Topics.Find(DeadLetters.TopicOf(command.Subscription).Value)?.Index);

    private long? OldestUnsettled()
    {
        var oldest = state.Durables.ByName
            .Where(durable => durable.Unsettled > 0 || !durable.IsLive)
            .Min(durable => (long?)durable.Progress.Oldest(durable.IsLive ? state.History.Next : Math.Max(durable.Next, state.FirstKept)));
        return oldest <= state.Head ? oldest : null;
    }

    private DurableSummary Summary(DurableSubscription durable)
    {
        var position = durable.IsLive ? state.Head : durable.Next - 1;
        return new DurableSummary(durable.Name, durable.Filter, durable.Stored.Owner, durable.Stored.Shared, durable.Settings.Order)
        {
            Paused = durable.Settings.Paused,
            Members = durable.Members.Count,
            IdleSinceUtc = durable.Stored.IdleSinceUtc,
            Position = position,
            Behind = state.Head - Math.Max(position, state.FirstKept - 1),
            InFlight = durable.InFlight.Count,
            Waiting = durable.Unsettled - durable.InFlight.Count,
            DeadLetters = deadLetters.Of(durable.Name).Count,
            Redeliveries = durable.Redeliveries,
        };
    }
}
