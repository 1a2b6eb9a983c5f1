namespace WcfBroker.Client.Durable;

/// <summary>How messages are handled. Every member may be left as it is.</summary>
public sealed record HandlerOptions
{
    /// <summary>How many messages are handled at the same time: 1 to 1,000; 1 by default. With more than 1 their order is not kept.</summary>
    public int ConcurrentMessagesMax { get; init; } = 1;

    /// <summary>
    /// Told of each message that was not handled as meant, with the reason: the handler threw, or the broker could not be told.
    /// Called on any thread; it must not throw.
    /// </summary>
    public Action<DurableDelivery, Exception>? Failed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ConcurrentMessagesMax, 1, nameof(ConcurrentMessagesMax));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConcurrentMessagesMax, 1000, nameof(ConcurrentMessagesMax));
    }
}
