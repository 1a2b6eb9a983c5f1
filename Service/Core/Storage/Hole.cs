namespace WcfBroker.Core.Storage;

/// <summary>
/// A message that its subscription has still to settle: how often it was tried, and when it may be tried again. A hole at
/// the sequence of a dead letter is a dead letter that is replayed.
/// </summary>
public readonly record struct Hole(long Sequence, int Attempts, DateTime? NotBeforeUtc);
