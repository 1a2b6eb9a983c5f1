using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;

namespace WcfBroker.Core.Durable;

/// <summary>Gives messages that a durable subscription is done with to it once more: as holes, each to be tried anew.</summary>
internal sealed class Replaying(BrokerState state, Holding holding, Dispatching dispatching)
{
    public void Apply(ReplayMessages command, IList<Effect> effects)
    {
        if (state.Durables.Find(command.Subscription) is not { } durable)
        {
            effects.Refuse(command.Reply, BrokerError.NoDurable("subscription", command.Subscription));
            return;
        }

        var unsettled = durable.UnsettledSequences.ToHashSet();
        var replayed = command.Messages.Where(message => IsDoneWith(durable, message) && unsettled.Add(message.Sequence)).ToArray();
        if (unsettled.Count > state.Limits.UnsettledPerSubscriptionMax)
        {
            effects.Refuse(command.Reply, BrokerError.PastLimit(
                "The subscription would have too many messages to settle.", "range", state.Limits.UnsettledPerSubscriptionMax, unsettled.Count, "messages"));
            return;
        }

        Settle(durable);
        foreach (var message in replayed)
            Reopen(durable, new Retry(message.Sequence, -1) { Redelivered = true, DueUtc = state.Now });
        holding.Update();
        effects.Answer(command.Reply, replayed.Length);
        dispatching.Run(durable, effects);
    }

    /// <summary>Lets a message come again that the subscription does not wait for.</summary>
    public void Reopen(DurableSubscription durable, Retry retry)
    {
        durable.Progress.MakeHole(retry);
        durable.Waiting.Add(retry);
        state.Records!.Add(new AttemptCounted(durable.Id, new Hole(retry.Sequence, 0, null)));
    }

    // What comes by itself is not replayed.
    private bool IsDoneWith(DurableSubscription durable, LogEntry message) =>
        message.Sequence >= state.FirstKept
        && durable.Covers(state.Topics.Log[message.TopicId].Name.Value)
        && (durable.IsLive || message.Sequence < durable.Next || message.PublishedUtc < durable.Settings.NotBeforeUtc);

    // What was settled in this batch is stored as such before it is opened again.
    private void Settle(DurableSubscription durable)
    {
        if (durable.Progress.Flush(durable.IsLive ? state.History.Next : durable.Next) is { } settled)
            state.Records!.Add(settled);
    }
}
