using WcfBroker.Core.Commands;
using WcfBroker.Core.Effects;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Retention;

/// <summary>Forgets what is no longer to be kept, in the store and in memory; never what is held.</summary>
internal sealed class Dropping(BrokerState state)
{
    public void Apply(TrimLog trim, IList<Effect> effects)
    {
        if (trim.FirstBySize is { } bySize)
            state.IsFullOfHeld = bySize > state.HeldFrom;
        effects.Answer(trim.IsRefusing, state.IsFullOfHeld);
        var first = Math.Min(trim.FirstSequence, Math.Min(state.HeldFrom, state.History.Next));
        if (state.Records is not { } records || first <= state.FirstKept)
            return;
        state.FirstKept = first;
        state.TrimmedUtc = trim.FirstUtc ?? state.History.Find(first)?.PublishedUtc ?? DateTime.MaxValue;
        records.Add(new LogTrimmed(first));
    }

    public void Apply(DropMessages drop, IList<Effect> effects)
    {
        var ranges = drop.Ranges
            .Select(range => range with { To = Math.Min(range.To, state.HeldFrom - 1) })
            .Where(range => range.From <= range.To)
            .ToArray();
        if (ranges.Length > 0)
            Drop(ranges);
        if (drop.Aged is var (age, before))
            state.AgedBefore[age] = before;
        effects.Answer(drop.Reply, state.HeldFrom);
    }

    /// <summary>
    /// A stored message was kept as the last of its topic, and no longer is: if it is too old for its topic it goes. Of one that
    /// is not in memory that is known when retention has passed it; before, retention finds it.
    /// </summary>
    public void DropSuperseded(Topic topic, long sequence, PublishedMessage? inMemory)
    {
        if (topic.Policy.AgeMax is not { } age || sequence < state.FirstKept || sequence >= state.HeldFrom)
            return;
        if (inMemory is null ? sequence < state.AgedBefore.GetValueOrDefault(age) : inMemory.PublishedUtc < state.Now - age)
            Drop([new SequenceRange(sequence, sequence)]);
    }

    private void Drop(SequenceRange[] ranges)
    {
        state.Records?.Add(new MessagesDropped(ranges));
        foreach (var range in ranges)
            state.History.Drop(range);
    }
}
