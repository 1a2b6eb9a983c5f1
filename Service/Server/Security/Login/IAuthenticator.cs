using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Security.Login;

/// <summary>
/// Finds out who somebody is, for all protocols: each hands over what its callers show. Refusals are logged here. How a
/// secret came - inside TLS, or on this machine - is the protocol's to check.
/// </summary>
public interface IAuthenticator
{
    /// <summary>The user of a name and a password; null if they do not belong together.</summary>
    /// <exception cref="BrokerException">Too many logins fail from this address, or too many wait: nothing was compared.</exception>
    Task<ClaimsPrincipal?> AuthenticateAsync(string name, string password, IPAddress address, CancellationToken cancellation);

    /// <summary>
    /// The user of a client certificate; while no user has one, whoever the certificate names by its common name. Null for anyone else. Its chain, and that the peer has its key, has been
    /// checked by TLS.
    /// </summary>
    ClaimsPrincipal? Authenticate(X509Certificate2 certificate, IPAddress address);

    /// <summary>Whom a JSON web token names; null if it is not to be trusted, or no longer.</summary>
    Task<ClaimsPrincipal?> AuthenticateTokenAsync(string token, IPAddress address);
}
