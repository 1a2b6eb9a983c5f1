namespace WcfBroker.Core.Storage;

/// <summary>A store could not do what it was asked; the message says what an operator can do.</summary>
public sealed class StoreException(StoreFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public StoreFault Fault { get; } = fault;
}
