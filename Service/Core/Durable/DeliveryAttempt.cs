using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;

namespace WcfBroker.Core.Durable;

/// <summary>
/// One attempt to deliver a message of a durable subscription. What other threads may read never changes; the rest is the
/// loop's.
/// </summary>
public sealed class DeliveryAttempt
{
    internal DeliveryAttempt(long token, Subscription member, Retry of, PublishedMessage message, DateTime now)
    {
        Token = token;
        Member = member;
        Of = of;
        Message = message;
        SinceUtc = now;
    }

    /// <summary>Names this attempt: given in order, never twice.</summary>
    public long Token { get; }

    /// <summary>Which attempt this is, 1 for the first.</summary>
    public int Number => Of.Attempts + 1;

    /// <summary>Whether the subscription may have been given the message before.</summary>
    public bool Redelivered => Of.Redelivered;

    /// <summary>How long the subscriber may take.</summary>
    public required TimeSpan Lease { get; init; }

    internal Subscription Member { get; }

    /// <summary>What is tried.</summary>
    internal Retry Of { get; }

    internal PublishedMessage Message { get; }

    internal DateTime SinceUtc { get; }

    /// <summary>When the lease ends.</summary>
    internal DateTime DeadlineUtc { get; set; }

    /// <summary>The place among its subscription's attempts, which stand in the order of their deadlines.</summary>
    internal LinkedListNode<DeliveryAttempt>? Place { get; set; }
}
