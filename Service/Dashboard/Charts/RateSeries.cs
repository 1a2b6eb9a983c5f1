namespace WcfBroker.Dashboard.Charts;

/// <summary>How fast a counter grew, a value a sample: the newest two minutes of it.</summary>
internal sealed class RateSeries
{
    public const int SamplesMax = 120;

    private readonly Queue<double> _rates = new();
    private (long Count, DateTime AtUtc)? _last;

    /// <summary>The rates per second, the oldest first.</summary>
    public IReadOnlyCollection<double> Rates => _rates;

    public double Newest { get; private set; }

    public void Add(long count, DateTime atUtc)
    {
        if (_last is { } last && atUtc > last.AtUtc)
        {
            Newest = Math.Max(0, count - last.Count) / (atUtc - last.AtUtc).TotalSeconds;
            _rates.Enqueue(Newest);
            if (_rates.Count > SamplesMax)
                _rates.Dequeue();
        }

        _last = (count, atUtc);
    }
}
