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

    /// <summary>All topics, by id. Read as it is enumerated.</summary>
    public required IEnumerable<StoredTopic> Topics { get; init; }

    /// <summary>The retained message of each topic that has one, by sequence. Read as it is enumerated.</summary>
    public required IEnumerable<StoredMessage> Retained { get; init; }

    /// <summary>All durable subscriptions, by id.</summary>
    public required IReadOnlyList<SubscriptionState> Subscriptions { get; init; }

    /// <summary>All dead letters, by sequence.</summary>
    public required IReadOnlyList<DeadLetterKey> DeadLetters { get; init; }
}
