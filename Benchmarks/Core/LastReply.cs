using WcfBroker.Core;
using WcfBroker.Core.Errors;

namespace WcfBroker.Benchmarks.Core;

/// <summary>Keeps the last answer; a refusal ends the measurement.</summary>
internal sealed class LastReply<T> : IReply<T>
{
    public T? Value { get; private set; }

    public void Complete(T value) => Value = value;

    public void Refuse(BrokerError error) => throw new BrokerException(error);
}
