namespace WcfBroker.Benchmarks.Stalled;

/// <summary>One round: the latencies without a stalled subscriber and with one.</summary>
internal readonly record struct Pair(Latency Without, Latency With);
