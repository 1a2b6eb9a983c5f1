namespace WcfBroker.Benchmarks.Load;

/// <summary>
/// Lets a publisher go only so far ahead of the slowest subscriber as an outbox can hold. So nothing is dropped, and every
/// delivery counted is one of a complete stream.
/// </summary>
internal sealed class DeliveryWindow(int subscribers) : IDisposable
{
    public const int BatchMessages = 100;

    // An outbox holds 1,000 messages.
    private const int BatchesMax = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly int[] _received = new int[BatchesMax];
    private readonly SemaphoreSlim _room = new(BatchesMax, BatchesMax);

    /// <summary>Waits until one more batch may be published.</summary>
    public async Task EnterAsync()
    {
        if (!await _room.WaitAsync(Patience))
            throw new TimeoutException("A subscriber did not receive all that was published.");
    }

    /// <summary>Waits until every subscriber has received every batch.</summary>
    public async Task DrainAsync()
    {
        for (var i = 0; i < BatchesMax; i++)
            await EnterAsync();
        _room.Release(BatchesMax);
    }

    /// <summary>A subscriber has received a batch to its end.</summary>
    public void Received(long batch)
    {
        ref var received = ref _received[batch % BatchesMax];
        if (Interlocked.Increment(ref received) < subscribers)
            return;
        received = 0;
        _room.Release();
    }

    public void Dispose() => _room.Dispose();
}
