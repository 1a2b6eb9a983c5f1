using WcfBroker.Core.Sessions;

namespace WcfBroker.Core.Counting;

/// <summary>How much of everything there is at one moment.</summary>
public sealed record BrokerMeasures
{
    public required int Topics { get; init; }

    public required int HistoryMessages { get; init; }

    public required long HistoryBytes { get; init; }

    public required int DeadLetters { get; init; }

    public required int DurableSubscriptions { get; init; }

    /// <summary>Subscriptions that end with their sessions.</summary>
    public required int TransientSubscriptions { get; init; }

    /// <summary>The sessions, each by its protocol: the index is that of <see cref="Protocol"/>.</summary>
    public required IReadOnlyList<int> Sessions { get; init; }

    /// <summary>The first durable subscriptions by name.</summary>
    public required IReadOnlyList<SubscriptionMeasures> Subscriptions { get; init; }
}
