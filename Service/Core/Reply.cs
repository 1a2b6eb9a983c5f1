using WcfBroker.Core.Errors;

namespace WcfBroker.Core;

/// <summary>An answer that can be awaited; a refusal arrives as <see cref="BrokerException"/>.</summary>
public sealed class Reply<T> : IReply<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public void Complete(T value) => _source.TrySetResult(value);

    public void Refuse(BrokerError error) => _source.TrySetException(new BrokerException(error));
}
