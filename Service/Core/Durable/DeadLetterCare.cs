using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Errors;

namespace WcfBroker.Core.Durable;

/// <summary>Replays and purges dead letters, by hand or because they are too old.</summary>
internal sealed class DeadLetterCare(BrokerState state, DeadLetters letters, Replaying replaying, Dispatching dispatching)
{
    private const int ExpiredMax = 1_000;

    public void Apply(ReplayDeadLetters command, IList<Effect> effects)
    {
        if (state.Durables.Find(command.Subscription) is not { } durable)
        {
            effects.Refuse(command.Reply, BrokerError.NoDurable("subscription", command.Subscription));
            return;
        }

        var topic = state.Topics.Find(DeadLetters.TopicOf(durable.Name).Value);
        var replayed = Chosen(command.Subscription, command.Sequences).Where(sequence => !durable.Progress.IsHole(sequence)).ToArray();
        foreach (var sequence in replayed)
            replaying.Reopen(durable, new Retry(sequence, -1) { Redelivered = true, DueUtc = state.Now, LetterTopic = topic!.Index });
        effects.Answer(command.Reply, replayed.Length);
        dispatching.Run(durable, effects);
    }

    public void Apply(PurgeDeadLetters command, IList<Effect> effects)
    {
        var purged = Chosen(command.Subscription, command.Sequences).ToArray();
        foreach (var sequence in purged)
            Purge(command.Subscription, sequence);
        effects.Answer(command.Reply, purged.Length);
        if (state.Durables.Find(command.Subscription) is { } durable)
            dispatching.Run(durable, effects);
    }

    /// <summary>Drops what is too old.</summary>
    public void Expire()
    {
        foreach (var letter in letters.Before(state.Now - state.Limits.DeadLetterTime, ExpiredMax))
            Purge(state.Topics.Log[letter.TopicId].Name.Value.Split('/')[^1], letter.Sequence);
    }

    private IEnumerable<long> Chosen(string subscription, IReadOnlyList<long>? sequences)
    {
        var all = letters.Of(subscription);
        return sequences is null ? all : sequences.Distinct().Where(all.Contains).Order();
    }

    // One that is being replayed is not tried again.
    private void Purge(string subscription, long sequence)
    {
        letters.Drop(sequence);
        if (state.Durables.Find(subscription) is not { } durable || durable.Waiting.Take(sequence) is not { } retry)
            return;
        durable.Progress.Settle(retry);
        state.Durables.Changed(durable);
    }
}
