using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.Dispatcher;
using WcfBroker.Contracts.Faults;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>The service throws the faults of the contract as System.ServiceModel has them; CoreWCF has types of its own.</summary>
internal sealed partial class FaultTranslation(ILogger<FaultTranslation> logger) : IErrorHandler
{
    public void ProvideFault(Exception error, MessageVersion version, ref Message fault)
    {
        if (error is not System.ServiceModel.FaultException<BrokerFault> thrown)
            return;
        var code = FaultCode.CreateSenderFaultCode(thrown.Code.SubCode.Name, thrown.Code.SubCode.Namespace);
        var translated = new FaultException<BrokerFault>(thrown.Detail, new FaultReason(thrown.Reason.ToString()), code);

        // Clients know a declared fault by the action that WCF gives it.
        var action = $"{OperationContext.Current.IncomingMessageHeaders.Action}{nameof(BrokerFault)}Fault";
        fault = Message.CreateMessage(version, translated.CreateMessageFault(), action);
    }

    public bool HandleError(Exception error)
    {
        if (error is not (System.ServiceModel.FaultException or CommunicationException or OperationCanceledException or IOException) && !IsEnd(error))
            CallFailed(logger, error);
        return true;
    }

    // Calls of a session that ends meanwhile find CoreWCF's objects disposed of.
    private static bool IsEnd(Exception error) =>
        error is ObjectDisposedException disposed && disposed.ObjectName.StartsWith($"{nameof(CoreWCF)}.", StringComparison.Ordinal);

    [LoggerMessage(EventIds.CallFailed, LogLevel.Error, "A call failed unexpectedly")]
    private static partial void CallFailed(ILogger logger, Exception error);
}
