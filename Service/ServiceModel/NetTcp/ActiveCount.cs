namespace WcfBroker.ServiceModel.NetTcp;

/// <summary>Counts what runs, and tells when nothing does.</summary>
internal sealed class ActiveCount
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;

    public int Value { get; private set; }

    public bool TryEnter(int max)
    {
        lock (_lock)
        {
            if (Value >= max)
                return false;
            Value++;
            return true;
        }
    }

    public void Exit()
    {
        lock (_lock)
        {
            if (--Value == 0)
                _idle?.TrySetResult();
        }
    }

    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Value == 0)
                return Task.CompletedTask;
            if (_idle is null or { Task.IsCompleted: true })
                _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }
}
