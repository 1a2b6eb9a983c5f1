using WcfBroker.Core.Errors;

namespace WcfBroker.Core;

/// <summary>An answer that can be awaited; a refusal arrives as <see cref="BrokerException"/>.</summary>
public sealed class Reply<T>() : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IReply<T>
{
    public void Complete(T value) => TrySetResult(value);

    public void Refuse(BrokerError error) => TrySetException(new BrokerException(error));
}
