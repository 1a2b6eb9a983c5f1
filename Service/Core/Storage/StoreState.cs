namespace WcfBroker.Core.Storage;

/// <summary>All that a broker needs to go on where it stopped.</summary>
public sealed record StoreState
{
    /// <summary>The newest sequence ever stored; 0 before the first message.</summary>
    public required long HeadSequence { get; init; }

    /// <summary>Sequences up to this one may have been given to messages that were not stored.</summary>
    public required long ReservedSequence { get; init; }

    /// <summary>The log is kept from this sequence on; one past the newest if nothing is.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>
    /// The names of all topics by id, which counts from 0: many to a piece, each followed by a line end, which no name holds.
    /// Read as it is enumerated; a piece is good until the next.
    /// </summary>
    public required IEnumerable<ReadOnlyMemory<char>> TopicNames { get; init; }

    /// <summary>The sequence of each topic's retained message by topic id; 0 for a topic that has none.</summary>
    public required ReadOnlyMemory<long> RetainedSequences { get; init; }

    /// <summary>All durable subscriptions, by id.</summary>
    public required IReadOnlyList<SubscriptionState> Subscriptions { get; init; }

    /// <summary>All dead letters, by sequence.</summary>
    public required IReadOnlyList<DeadLetterKey> DeadLetters { get; init; }
}
