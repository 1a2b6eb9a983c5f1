namespace WcfBroker.Contracts.Subscriptions;

/// <summary>The values of <see cref="SubscriptionOptions.Acknowledge"/>: when a message of a durable subscription is settled.</summary>
public static class AcknowledgeModes
{
    /// <summary>When it is handed to the transport: what a subscriber had not yet read when it went is lost to it.</summary>
    public const string None = "None";

    /// <summary>
    /// When <see cref="ISubscriberCallback.HandleMessage"/> returns. A fault whose code is <see cref="Faults.FaultCodes.Reject"/> makes the message
    /// a dead letter; any other fault, or a call longer than the lease, has it tried again.
    /// </summary>
    public const string OnReturn = "OnReturn";

    /// <summary>When the subscriber acknowledges its token: <see cref="IBroker.AcknowledgeAsync"/>.</summary>
    public const string Explicit = "Explicit";
}
