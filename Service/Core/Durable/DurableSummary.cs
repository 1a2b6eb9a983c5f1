using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Durable;

/// <summary>A durable subscription as an administrator sees it.</summary>
public sealed record DurableSummary(string Name, TopicFilter Filter, string? Owner, bool Shared, DeliveryOrder Order)
{
    public required bool Paused { get; init; }

    public required int Members { get; init; }

    public required DateTime? IdleSinceUtc { get; init; }

    /// <summary>Every message up to this one was given out or passed over.</summary>
    public required long Position { get; init; }

    /// <summary>Messages that are still to be looked at.</summary>
    public required long Behind { get; init; }

    public required int InFlight { get; init; }

    public required int Waiting { get; init; }

    public required int DeadLetters { get; init; }

    public required long Redeliveries { get; init; }

    /// <inheritdoc cref="DurableSubscription.Covers"/>
    public bool Covers(string topic) => Filter.Matches(topic) && topic != Durable.DeadLetters.TopicOf(Name).Value;
}
