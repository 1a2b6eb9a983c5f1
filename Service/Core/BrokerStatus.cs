namespace WcfBroker.Core;

/// <summary>The broker's state in a few numbers.</summary>
public readonly record struct BrokerStatus(
    long HeadSequence, long FirstSequence, int Topics, int Sessions, int DurableSubscriptions, int DeadLetters)
{
    /// <summary>The messages kept in memory, and their bytes.</summary>
    public int HistoryMessages { get; init; }

    public long HistoryBytes { get; init; }

    /// <summary>The oldest sequence that some durable subscription has not settled, or still has to look at; null if there is none.</summary>
    public long? OldestUnsettled { get; init; }
}
