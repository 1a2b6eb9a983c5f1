using WcfBroker.Contracts.Messages;

namespace WcfBroker.Server.Inspection;

/// <summary>
/// Messages of one topic from the store, the oldest first: all that lie between <paramref name="From"/> and <paramref name="To"/>, both
/// included. A look that found enough, or has looked at enough, ends there: the next one begins beside it.
/// </summary>
public sealed record MessageWindow(IReadOnlyList<Delivery> Messages, long From, long To)
{
    /// <summary>Whether the topic's messages are kept in memory alone: those are not among these.</summary>
    public bool IsInMemory { get; init; }
}
