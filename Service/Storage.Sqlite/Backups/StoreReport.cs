namespace WcfBroker.Storage.Sqlite.Backups;

/// <summary>What a store was found to hold, and what is wrong with it.</summary>
public sealed record StoreReport
{
    /// <summary>The most findings that are told; there may be more.</summary>
    public const int FindingsMax = 20;

    /// <summary>The version of its tables.</summary>
    public required long Version { get; init; }

    public required long Messages { get; init; }

    public required long Topics { get; init; }

    public required long Subscriptions { get; init; }

    public required long DeadLetters { get; init; }

    public required long HeadSequence { get; init; }

    /// <summary>Messages that are not what was written.</summary>
    public required long DamagedMessages { get; init; }

    /// <summary>What is wrong, for people; nothing if the store is whole.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    public bool IsWhole => Findings.Count == 0;
}
