namespace WcfBroker.Core.Durable;

/// <summary>What settling did: how many attempts it ended, and the tokens of those that were over already.</summary>
public readonly record struct SettleResult(int Settled, IReadOnlyList<long> Stale);
