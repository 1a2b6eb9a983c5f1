using System.ServiceModel;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Client;

/// <summary>The broker refused a call: a <see cref="BrokerFault"/> as an exception.</summary>
public sealed class BrokerException : Exception
{
    /// <summary>Wraps a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="innerException">The exception that carried it; may be null.</param>
    public BrokerException(BrokerFault fault, Exception? innerException = null)
        : base(Describe(fault), innerException) => Fault = fault;

    /// <summary>The fault as the broker sent it.</summary>
    public BrokerFault Fault { get; }

    /// <summary>One of <see cref="FaultCodes"/>; the SOAP fault code when the broker sent a fault without detail.</summary>
    public string Code => Fault.Code;

    /// <inheritdoc cref="BrokerFault.Parameter"/>
    public string? Parameter => Fault.Parameter;

    /// <inheritdoc cref="BrokerFault.Limit"/>
    public string? Limit => Fault.Limit;

    /// <inheritdoc cref="BrokerFault.Value"/>
    public string? Value => Fault.Value;

    /// <inheritdoc cref="BrokerFault.RetryAfter"/>
    public TimeSpan? RetryAfter => Fault.RetryAfter;

    /// <summary>
    /// True when the same call may succeed later: <see cref="FaultCodes.ServerBusy"/> and <see cref="FaultCodes.ServerStopping"/>.
    /// </summary>
    public bool IsTransient => Code is FaultCodes.ServerBusy or FaultCodes.ServerStopping;

    internal static BrokerException From(FaultException exception) =>
        exception is FaultException<BrokerFault> { Detail: { } fault }
            ? new BrokerException(fault, exception)
            : new BrokerException(Untyped(exception), exception);

    private static BrokerFault Untyped(FaultException exception) =>
        new() { Code = exception.Code.SubCode?.Name ?? exception.Code.Name, Message = exception.Message };

    private static string Describe(BrokerFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Message.Length > 0 ? fault.Message : $"The broker refused the call: {fault.Code}.";
    }
}
