namespace WcfBroker.Core.Sessions;

/// <summary>One page of sessions; <paramref name="Next"/> is where the next page begins after, null if this is the last.</summary>
public sealed record SessionList(IReadOnlyList<SessionSummary> Sessions, SessionId? Next);
