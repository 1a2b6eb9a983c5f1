namespace WcfBroker.Benchmarks.Stalled;

/// <summary>The latencies of one run in microseconds.</summary>
internal readonly record struct Latency(long P50, long P99, long Most);
