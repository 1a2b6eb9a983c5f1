namespace WcfBroker.Core.Counting;

/// <summary>How far a durable subscription has come.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lag">Messages that are still to be looked at.</param>
/// <param name="InFlight">Deliveries that are not settled yet.</param>
/// <param name="Oldest">The oldest sequence that is not settled or not looked at; null if there is none.</param>
/// <param name="OldestUtc">When it was published, if that is known without the store.</param>
public sealed record SubscriptionMeasures(string Name, long Lag, int InFlight, long? Oldest, DateTime? OldestUtc);
