using System.ServiceModel.Channels;
using System.Xml;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.ServiceModel.Dispatch;

/// <summary>What a request's headers say to the dispatcher.</summary>
/// <param name="Action">Names the operation.</param>
/// <param name="MessageId">Names the request; a message without one expects no answer.</param>
/// <param name="RelatesTo">Names the request that this message answers.</param>
/// <param name="NotUnderstood">The first header that must be understood and is not.</param>
internal readonly record struct RequestHeaders(string? Action, UniqueId? MessageId, UniqueId? RelatesTo, XmlQualifiedName? NotUnderstood)
{
    /// <summary>The trace that the request is part of.</summary>
    public TraceContext Trace { get; private init; }

    private const string SoapRoles = "http://www.w3.org/2003/05/soap-envelope/role/";

    public static RequestHeaders Read(Message message, bool understandsSecurity = false)
    {
        var headers = message.Headers;
        var notUnderstood = headers.FirstOrDefault(understandsSecurity ? IsUnknownBesidesSecurity : IsUnknown);
        return new(
            headers.Action,
            headers.MessageId,
            headers.RelatesTo,
            notUnderstood is null ? null : new(notUnderstood.Name, notUnderstood.Namespace))
        {
            Trace = TraceContext.Read(headers),
        };
    }

    private static bool IsUnknownBesidesSecurity(MessageHeaderInfo header) => IsUnknown(header) && header.Namespace != SecurityNames.Security;

    private static bool IsUnknown(MessageHeaderInfo header) =>
        header.MustUnderstand && IsForUs(header) && header.Namespace is not (FaultMap.AddressingNamespace or TraceContext.Namespace);

    private static bool IsForUs(MessageHeaderInfo header) =>
        header.Actor is "" or SoapRoles + "next" or SoapRoles + "ultimateReceiver";
}
