using WcfBroker.Core.Policies;

namespace WcfBroker.Core.Messages;

/// <summary>The answer to a publish.</summary>
public readonly record struct Receipt(long Sequence, DateTime PublishedUtc, int MatchedSubscriptions, bool Duplicate = false)
{
    public Durability Durability { get; init; }
}
