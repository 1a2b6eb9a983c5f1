using WcfBroker.Core.Commands;
using WcfBroker.Core.Counting;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Durable;

/// <summary>Counts what there is, for those who watch the broker.</summary>
internal sealed class Measuring(BrokerState state, DeadLetters deadLetters)
{
    public void Apply(GetMeasures command, IList<Effect> effects)
    {
        var sessions = new int[Enum.GetValues<Protocol>().Length];
        var transient = 0;
        foreach (var session in state.Sessions.Values)
        {
            sessions[(int)session.Protocol]++;
            transient += session.Subscriptions.Values.Count(subscription => subscription.Membership is null);
        }

        effects.Answer(command.Reply, new BrokerMeasures
        {
            Topics = state.Topics.Count - 1,
            HistoryMessages = (int)(state.History.Next - state.History.First),
            HistoryBytes = state.History.Bytes,
            DeadLetters = deadLetters.Count,
            DurableSubscriptions = state.Durables.Count,
            TransientSubscriptions = transient,
            Sessions = sessions,
            Subscriptions = [.. state.Durables.ByName.Take(command.SubscriptionsMax).Select(Measure)],
        });
    }

    private SubscriptionMeasures Measure(DurableSubscription durable)
    {
        var position = durable.IsLive ? state.Head : durable.Next - 1;
        var oldest = durable.Progress.Oldest(position + 1);
        long? unsettled = oldest <= state.Head ? Math.Max(oldest, state.FirstKept) : null;
        return new SubscriptionMeasures(
            durable.Name,
            state.Head - Math.Max(position, state.FirstKept - 1),
            durable.InFlight.Count,
            unsettled,
            unsettled is { } sequence ? state.History.Find(sequence)?.PublishedUtc : null);
    }
}
