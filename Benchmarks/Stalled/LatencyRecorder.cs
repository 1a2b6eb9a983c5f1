using System.Diagnostics;
using HdrHistogram;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>How long each numbered message took to each subscriber, from the moment in which its sending began.</summary>
internal sealed class LatencyRecorder
{
    private const long MicrosecondsMax = 60_000_000;
    private const int Digits = 3;
    private readonly long[] _sent = new long[1 << 17];
    private readonly LongConcurrentHistogram _latencies = new(1, MicrosecondsMax, Digits);
    private long _received;

    /// <summary>Deliveries so far.</summary>
    public long Received => Interlocked.Read(ref _received);

    public void Send(long number) => Volatile.Write(ref _sent[number % _sent.Length], Stopwatch.GetTimestamp());

    public void Receive(long number)
    {
        var elapsed = Stopwatch.GetElapsedTime(Volatile.Read(ref _sent[number % _sent.Length]));
        _latencies.RecordValue((long)elapsed.TotalMicroseconds);
        Interlocked.Increment(ref _received);
    }

    /// <summary>The latencies since they were taken last.</summary>
    public Latency Take()
    {
        var latency = new Latency(_latencies.GetValueAtPercentile(50), _latencies.GetValueAtPercentile(99), _latencies.GetMaxValue());
        _latencies.Reset();
        return latency;
    }
}
