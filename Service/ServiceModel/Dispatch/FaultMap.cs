using System.ServiceModel;
using System.Xml;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>Turns what went wrong with a call into the fault its caller sees.</summary>
internal static class FaultMap
{
    public const string AddressingNamespace = "http://www.w3.org/2005/08/addressing";
    public const string SoapAction = AddressingNamespace + "/soap/fault";
    public const string AddressingAction = AddressingNamespace + "/fault";
    private const string DispatcherNamespace = "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher";
    private const string DispatcherAction = DispatcherNamespace + "/fault";

    /// <summary>A fault that the service threw on purpose.</summary>
    public static Fault Thrown(Operation operation, FaultException thrown)
    {
        var code = thrown.Code;
        var side = code.IsReceiverFault || code.Name == nameof(FaultSide.Receiver) ? FaultSide.Receiver : FaultSide.Sender;
        FaultSubcode? subcode = code.SubCode is { } sub
            ? new(sub.Name, sub.Namespace)
            : code.IsPredefinedFault ? null : new(code.Name, code.Namespace);
        var detail = thrown.GetType().GetProperty(nameof(FaultException<>.Detail))?.GetValue(thrown);
        var declared = detail is null ? null : Array.Find(operation.Faults, f => f.DetailType.IsInstanceOfType(detail));
        return new(declared?.Action ?? thrown.Action ?? SoapAction, side, subcode, thrown.Reason.ToString())
        {
            WriteDetail = declared is null ? null : writer => declared.WriteDetail(writer, detail!),
        };
    }

    /// <summary>
    /// A failure that nobody foresaw. Its code is not the dispatcher's InternalServiceFault, at which clients give up the whole session.
    /// </summary>
    public static Fault Unexpected(string reference) =>
        new(SoapAction, FaultSide.Receiver, null, $"The service failed unexpectedly. It is logged under the reference {reference}.");

    public static Fault Closing() => new(SoapAction, FaultSide.Receiver, null, "The service is closing.");

    /// <param name="action">What the caller asked for.</param>
    /// <param name="addressing">The namespace of the addressing in use, by which clients know the fault.</param>
    public static Fault UnknownAction(string? action, string addressing = AddressingNamespace) => new(
        AddressingAction,
        FaultSide.Sender,
        new("ActionNotSupported", addressing),
        $"The service has no operation with the action '{action}'. Check that client and service use the same contract.");

    public static Fault Unreadable(Operation operation, MessageBodyException cause) => new(
        DispatcherAction,
        FaultSide.Sender,
        new("DeserializationFailed", DispatcherNamespace),
        cause.Part is null
            ? $"The body of the message does not fit the operation {operation.Name}."
            : $"The parameter {cause.Part} of the operation {operation.Name} could not be read.");

    public static Fault NotUnderstood(string header, string ns) =>
        new(SoapAction, FaultSide.MustUnderstand, null, $"The header {new XmlQualifiedName(header, ns)} was not understood.")
        {
            NotUnderstood = new(header, ns),
        };
}
