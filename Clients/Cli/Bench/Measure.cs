using HdrHistogram;

namespace WcfBroker.Cli.Bench;

/// <summary>How many of something there were, from the first beginning to the last end, and how long each took.</summary>
internal sealed class Measure(TimeProvider time)
{
    private const long MicrosecondsMax = 600_000_000;
    private const int Digits = 3;

    private readonly LongHistogram _microseconds = new(MicrosecondsMax, Digits);
    private readonly Lock _lock = new();
    private long _first = long.MaxValue;
    private long _last;

    public long Count { get; private set; }

    public double Seconds => Count == 0 ? 0 : time.GetElapsedTime(_first, _last).TotalSeconds;

    /// <summary>So many began at a time and end now.</summary>
    public void Add(long started, int count = 1)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            Count += count;
            _first = Math.Min(_first, started);
            _last = Math.Max(_last, now);
            _microseconds.RecordValue(Math.Clamp((long)time.GetElapsedTime(started, now).TotalMicroseconds, 1, MicrosecondsMax));
        }
    }

    public double Milliseconds(double percentile) => Count == 0 ? 0 : _microseconds.GetValueAtPercentile(percentile) / 1000.0;
}
