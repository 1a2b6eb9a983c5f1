namespace WcfBroker.Core.Durable;

/// <summary>Who says that a message of a durable subscription is settled. The core is told the same way by each of them.</summary>
public enum AcknowledgeMode
{
    /// <summary>The session's writer, when it has handed the message to the transport.</summary>
    None,

    /// <summary>The session's writer, when the subscriber's callback has returned.</summary>
    OnReturn,

    /// <summary>The subscriber.</summary>
    Explicit,
}
