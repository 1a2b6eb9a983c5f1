using System.Net;
using System.Security.Claims;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Security.Login;
using WcfBroker.ServiceModel.Security;

namespace WcfBroker.Host.Security;

/// <summary>Has the broker's users vouch for what WCF and SOAP clients show.</summary>
internal sealed class BrokerCredentials(IAuthenticator authenticator) : ICredentialValidator
{
    public async ValueTask<ClaimsPrincipal?> ValidateAsync(PeerCredential credential, EndPoint? remote, CancellationToken cancellationToken)
    {
        var address = (remote as IPEndPoint)?.Address ?? IPAddress.None;
        try
        {
            return credential switch
            {
                UserNameCredential user => await authenticator.AuthenticateAsync(user.UserName, user.Password, address, cancellationToken).ConfigureAwait(false),
                CertificateCredential { Certificate: var certificate } => authenticator.Authenticate(certificate, address),
                _ => null,
            };
        }
        catch (BrokerException)
        {
            // The audit has said why nothing was compared; to the client it is a login that failed.
            return null;
        }
    }
}
