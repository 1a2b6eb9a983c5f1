using WcfBroker.Contracts.Administration;

namespace WcfBroker.Server.Inspection;

/// <summary>How the server is doing at one time: its numbers, and what it has counted since the start.</summary>
public sealed record ServerStatus(ServerInfo Info)
{
    public required DateTime AtUtc { get; init; }

    /// <summary>Messages handed to subscribers.</summary>
    public required long Delivered { get; init; }

    public required long Acknowledged { get; init; }

    /// <summary>The messages in memory, and their bytes.</summary>
    public required int HistoryMessages { get; init; }

    public required long HistoryBytes { get; init; }

    /// <summary>The oldest sequence that a durable subscription has not settled; null if all are settled.</summary>
    public required long? OldestUnsettled { get; init; }

    /// <summary>When that message was published; null if it is not known.</summary>
    public required DateTime? OldestUnsettledUtc { get; init; }
}
