using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Http;

/// <summary>A request that does not become a call.</summary>
internal sealed class SoapRefusalException(int status, Fault fault, Exception? cause = null) : Exception(fault.Reason, cause)
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; } = status;

    public Fault Fault { get; } = fault;
}
