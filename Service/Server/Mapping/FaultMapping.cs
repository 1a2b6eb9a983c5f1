using System.ServiceModel;
using WcfBroker.Contracts.Faults;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Mapping;

/// <summary>Turns the core's errors into the contract's one typed fault.</summary>
public static class FaultMapping
{
    /// <summary>The fault that tells a caller of the error.</summary>
    public static FaultException<BrokerFault> ToFault(BrokerError error) =>
        new(
            new BrokerFault
            {
                Code = error.Code.ToString(),
                Message = error.Message,
                Parameter = error.Parameter,
                Limit = error.Limit,
                Value = error.Value,
                RetryAfter = error.RetryAfter,
            },
            new FaultReason(error.Message),
            FaultCode.CreateSenderFaultCode(new FaultCode(error.Code.ToString(), Contracts.ContractNamespace.Uri)));
}
