namespace WcfBroker.Cli.Bench;

/// <summary>
/// Lets publishers be ahead of the slowest subscriber by so many messages and no more: fewer than the broker holds for a session, so
/// that none is dropped and what is measured is what arrives.
/// </summary>
internal sealed class Window(int messagesMax, int subscribers) : IDisposable
{
    private readonly SemaphoreSlim _room = new(messagesMax);
    private readonly Lock _lock = new();
    private readonly long[] _received = new long[subscribers];
    private long _slowest;

    /// <summary>How many messages have reached all subscribers.</summary>
    public long Slowest
    {
        get
        {
            lock (_lock)
            {
                return _slowest;
            }
        }
    }

    public async Task TakeAsync(int messages, CancellationToken cancellationToken)
    {
        for (; subscribers > 0 && messages > 0; messages--)
        {
            await _room.WaitAsync(cancellationToken);
        }
    }

    public void Receive(int subscriber)
    {
        lock (_lock)
        {
            if (_received[subscriber]++ == _slowest && _received.Min() is var slowest && slowest > _slowest)
            {
                _room.Release((int)(slowest - _slowest));
                _slowest = slowest;
            }
        }
    }

    public void Dispose() => _room.Dispose();
}
