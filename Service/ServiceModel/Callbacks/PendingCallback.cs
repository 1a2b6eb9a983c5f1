using System.Xml;

namespace WcfBroker.ServiceModel.Callbacks;

/// <summary>One two-way callback that awaits its answer.</summary>
internal sealed class PendingCallback : IDisposable
{
    private readonly TaskCompletionSource<object?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _expired;
    private readonly CancellationTokenSource _either;
    private readonly Action<PendingCallback> _release;

    public PendingCallback(
        CallbackOperation operation,
        UniqueId id,
        CancellationTokenSource expired,
        Action<PendingCallback> release,
        CancellationToken cancellationToken)
    {
        Operation = operation;
        Id = id;
        _release = release;
        _expired = expired;
        _either = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken);
        _either.Token.Register(() => _answer.TrySetException(
            expired.IsCancellationRequested ? TimedOut(operation) : new OperationCanceledException(cancellationToken)));
    }

    public CallbackOperation Operation { get; }

    public UniqueId Id { get; }

    public Task<object?> Answer => _answer.Task;

    /// <summary>Cancelled when the caller gave up or the time is over.</summary>
    public CancellationToken Expiry => _either.Token;

    public static TimeoutException TimedOut(CallbackOperation operation) => new($"The client did not answer {operation.Name} in time.");

    public void Complete(object? result) => _answer.TrySetResult(result);

    public void Fail(Exception cause) => _answer.TrySetException(cause);

    public void Dispose()
    {
        _either.Dispose();
        _expired.Dispose();
        _release(this);
    }
}
