using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Security;

/// <summary>A peer that is not let in. It is told in words that say nothing of the reason, which is for the log.</summary>
internal sealed class LoginException(Fault fault, string reason) : Exception(reason)
{
    public Fault Fault { get; } = fault;

    /// <summary>A name, password or certificate that is not accepted.</summary>
    public static LoginException Failed(string reason) =>
        Create("FailedAuthentication", "At least one security token in the message could not be validated.", reason);

    /// <summary>A security header that is missing, broken, too old or used before.</summary>
    public static LoginException Invalid(string reason) =>
        Create("InvalidSecurity", "An error occurred when verifying security for the message.", reason);

    private static LoginException Create(string subcode, string text, string reason) =>
        new(new(FaultMap.SoapAction, FaultSide.Sender, new(subcode, SecurityNames.Security), text), reason);
}
