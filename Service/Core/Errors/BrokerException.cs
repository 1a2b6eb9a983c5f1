namespace WcfBroker.Core.Errors;

/// <summary>A <see cref="BrokerError"/> on its way to the caller.</summary>
public sealed class BrokerException(BrokerError error) : Exception(error.Message)
{
    public BrokerError Error { get; } = error;
}
