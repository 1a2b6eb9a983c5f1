using WcfBroker.Contracts.Messages;

namespace WcfBroker.Client.Responders;

/// <summary>How a responder answers. Every member may be left as it is.</summary>
public sealed record ResponderOptions
{
    /// <summary>How many requests are answered at the same time: 1 to 1,000; 1 by default. Further ones wait at the broker.</summary>
    public int ConcurrentRequestsMax { get; init; } = 1;

    /// <summary>
    /// Told of each request that was not answered as meant, with the reason: the handler threw, or the broker no longer
    /// wanted the reply. Called on any thread; it must not throw.
    /// </summary>
    public Action<Delivery, Exception>? Failed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ConcurrentRequestsMax, 1, nameof(ConcurrentRequestsMax));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConcurrentRequestsMax, 1000, nameof(ConcurrentRequestsMax));
    }
}
