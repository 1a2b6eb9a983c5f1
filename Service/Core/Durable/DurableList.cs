namespace WcfBroker.Core.Durable;

/// <summary>One page of durable subscriptions; <paramref name="Next"/> is where the next page begins after, null if this is the last.</summary>
public sealed record DurableList(IReadOnlyList<DurableSummary> Subscriptions, string? Next);
