namespace WcfBroker.Core.Tests.DurableModel;

/// <summary>How a message of a durable subscription stands.</summary>
internal enum EntryState
{
    ToCome,
    InFlight,
    Waiting,
    Settled,
    Dead,

    /// <summary>Told by a gap.</summary>
    Gone,
}
