namespace WcfBroker.Benchmarks.Load;

/// <summary>What one subscriber has received. Safe for callbacks that run at the same time.</summary>
internal sealed class Tally(DeliveryWindow window)
{
    private long _count;
    private long _sum;

    /// <summary>Counts the message with this number, 0 being the first.</summary>
    public void Add(long number)
    {
        Interlocked.Add(ref _sum, number);
        var count = Interlocked.Increment(ref _count);
        if (count % DeliveryWindow.BatchMessages == 0)
            window.Received(count / DeliveryWindow.BatchMessages - 1);
    }

    /// <summary>Makes sure that exactly the first so many messages came.</summary>
    public void Verify(long published)
    {
        if (_count != published || _sum != published * (published - 1) / 2)
            throw new InvalidDataException($"Of {published} messages {_count} came, and not each of them once.");
    }
}
