namespace WcfBroker.Core.Durable;

/// <summary>How an attempt failed.</summary>
/// <param name="Reason">Why, for people: kept with the dead letter if it was the last attempt.</param>
internal readonly record struct Failure(string Reason)
{
    /// <summary>Whether the attempt counts.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>Whether the message never reached its session, so that the next attempt is no redelivery.</summary>
    public bool Unseen { get; init; }

    /// <summary>When to try again; null for the delay that grows with the attempts.</summary>
    public TimeSpan? Delay { get; init; }
}
