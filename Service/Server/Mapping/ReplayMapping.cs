using WcfBroker.Contracts.Administration;
using WcfBroker.Core.Storage;
using static WcfBroker.Server.Mapping.SubscriptionMapping;

namespace WcfBroker.Server.Mapping;

/// <summary>What is to be replayed, from the contract to sequences of the log.</summary>
internal static class ReplayMapping
{
    public static SequenceRange ToSequences(ReplayRange? range, IStore store)
    {
        var newest = store.FirstAt(DateTime.MaxValue) - 1;
        var from = range switch
        {
            { FromSequence: >= 1, FromTimeUtc: null } => range.FromSequence.Value,
            { FromSequence: null, FromTimeUtc: { } time } => store.FirstAt(ToUtc(time)),
            { FromSequence: < 1 } => throw Invalid("range.fromSequence", "A sequence is 1 or more.", $"{range.FromSequence}"),
            _ => throw Invalid("range", "A range begins at a sequence or at a time: one of the two.", null),
        };
        var to = range switch
        {
            { ToSequence: not null, ToTimeUtc: not null } => throw Invalid("range", "A range ends at a sequence or at a time: not at both.", null),
            { ToSequence: { } sequence } => Math.Min(sequence, newest),
            { ToTimeUtc: { } time } => store.FirstAt(ToUtc(time)) - 1,
            _ => newest,
        };
        return range.ToSequence < from
            ? throw Invalid("range.toSequence", "A range does not end before it begins.", $"{range.ToSequence}")
            : new SequenceRange(from, to);
    }
}
