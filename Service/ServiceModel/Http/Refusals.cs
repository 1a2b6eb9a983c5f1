using Microsoft.AspNetCore.Http;
using WcfBroker.ServiceModel.Dispatch;

namespace WcfBroker.ServiceModel.Http;

/// <summary>Why a request does not become a call, as its sender is told.</summary>
internal static class Refusals
{
    // The namespace by which WCF clients know a fault of addressing where there is none.
    private const string NoAddressing = "http://schemas.microsoft.com/ws/2005/05/addressing/none";

    /// <param name="fault">What the sender is told.</param>
    /// <param name="cause">What is logged besides.</param>
    public static SoapRefusalException Of(Fault fault, Exception? cause = null) =>
        new(StatusCodes.Status500InternalServerError, fault, cause);

    public static SoapRefusalException ContentType(string? contentType) => new(
        StatusCodes.Status415UnsupportedMediaType,
        Sender($"The content type '{LogText.Escape(contentType)}' is not served: send text/xml (SOAP 1.1) or application/soap+xml " +
            "(SOAP 1.2) in UTF-8 or UTF-16."));

    public static SoapRefusalException TooLarge(int bytesMax) => new(
        StatusCodes.Status413PayloadTooLarge, Sender($"The message is larger than the {bytesMax} bytes that are accepted."));

    public static SoapRefusalException Busy(string limit) => new(
        StatusCodes.Status503ServiceUnavailable,
        new(FaultMap.SoapAction, FaultSide.Receiver, null, $"The service is busy: {limit}. Try again later."));

    /// <summary>The body broke off or was sent wrongly, as the server tells.</summary>
    public static SoapRefusalException Broken(BadHttpRequestException cause) => new(cause.StatusCode, Sender(cause.Message));

    public static SoapRefusalException Malformed(Exception cause) => new(
        StatusCodes.Status400BadRequest,
        Sender($"The message is not a SOAP envelope within the limits of the service: {LogText.Escape(cause.Message)}"));

    public static SoapRefusalException VersionMismatch(SoapVersion expected, string found) => Of(new(
        FaultMap.SoapAction,
        FaultSide.VersionMismatch,
        null,
        $"The envelope has the namespace '{found}', but the content type {expected.MediaType} asks for '{expected.Namespace}'."));

    public static SoapRefusalException UnknownAction(string? action, bool isAddressed) => Of(
        FaultMap.UnknownAction(LogText.Escape(action), isAddressed ? FaultMap.AddressingNamespace : NoAddressing));

    /// <param name="subcode">The name of the fault in [WS-Addressing SOAP Binding] 6.4.</param>
    /// <param name="reason">What is wrong.</param>
    public static SoapRefusalException Addressing(string subcode, string reason) => Of(
        new(FaultMap.AddressingAction, FaultSide.Sender, new(subcode, FaultMap.AddressingNamespace), reason));

    private static Fault Sender(string reason) => new(FaultMap.SoapAction, FaultSide.Sender, null, reason);
}
