using WcfBroker.Core.Deliveries;

namespace WcfBroker.Core.Sessions;

/// <summary>A session as an administrator sees it.</summary>
public sealed record SessionSummary(SessionId Id, string Address, string? Identity, DateTime SinceUtc)
{
    public required int Subscriptions { get; init; }

    /// <summary>What waits to be sent to it; to be asked by any thread.</summary>
    public required Outbox Outbox { get; init; }
}
