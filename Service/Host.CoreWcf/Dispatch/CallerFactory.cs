using System.Net;
using System.Security.Claims;
using CoreWCF;
using CoreWCF.Channels;
using CoreWCF.IdentityModel.Claims;
using Microsoft.Extensions.Options;
using WcfBroker.Contracts;
using WcfBroker.Host.CoreWcf.Security;
using WcfBroker.Server.Calls;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Login;

namespace WcfBroker.Host.CoreWcf.Dispatch;

/// <summary>Finds out from an operation who calls, and how to call back.</summary>
internal sealed class CallerFactory(
    UserNameLogins logins, IAuthenticator authenticator, IOptions<WcfOptions> options, TimeProvider time, ILogger<SessionCaller> logger)
{
    private const string HttpContextProperty = "Microsoft.AspNetCore.Http.HttpContext";

    public ICaller Create(OperationContext operation)
    {
        var properties = operation.IncomingMessageProperties;
        if (properties.TryGetValue(HttpContextProperty, out var request))
            return new RequestCaller((HttpContext)request);
        var remote = (RemoteEndpointMessageProperty)properties[RemoteEndpointMessageProperty.Name];
        var address = new IPEndPoint(IPAddress.Parse(remote.Address), remote.Port);
        var channel = operation.GetCallbackChannel<IContextChannel>();
        var version = operation.IncomingMessageVersion;
        CallbackChannel? callbacks = null;
        return new SessionCaller(channel, address, Identity.Of(UserOf(operation.ServiceSecurityContext, address.Address)), Callbacks, logger);

        // Those who only publish may speak the same contract, and are not called back.
        CallbackChannel? Callbacks() => channel is ISubscriberCallback
            ? callbacks ??= new CallbackChannel(channel, version, time, options.Value.KeepAliveInterval)
            : null;
    }

    private ClaimsPrincipal? UserOf(ServiceSecurityContext? security, IPAddress address)
    {
        if (security is null)
            return null;

        // The certificate comes first: CoreWCF's other views of a caller know RSA keys alone.
        var certificate = security.AuthorizationContext.ClaimSets.OfType<X509CertificateClaimSet>().FirstOrDefault()?.X509Certificate;
        if (certificate is null && security.IsAnonymous)
            return null;
        var user = certificate is null ? logins.Find(security.PrimaryIdentity.Name ?? "") : authenticator.Authenticate(certificate, address);
        return user ?? throw new FaultException("The login is not valid.");
    }
}
