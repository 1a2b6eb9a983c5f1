using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using CoreWCF.IdentityModel.Selectors;
using CoreWCF.IdentityModel.Tokens;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Security.Login;

namespace WcfBroker.Host.CoreWcf.Security;

/// <summary>
/// Has the broker's users vouch for names and passwords, and keeps who they are: CoreWCF hands on no more than the name. It holds one entry
/// for each user who has logged in.
/// </summary>
internal sealed class UserNameLogins(IAuthenticator authenticator) : UserNamePasswordValidator
{
    private readonly ConcurrentDictionary<string, ClaimsPrincipal> _users = new(StringComparer.Ordinal);

    public ClaimsPrincipal? Find(string name) => _users.GetValueOrDefault(name);

    public override async ValueTask ValidateAsync(string userName, string password)
    {
        // CoreWCF does not tell where the login comes from.
        try
        {
            if (await authenticator.AuthenticateAsync(userName, password, IPAddress.None, CancellationToken.None).ConfigureAwait(false) is { } user)
            {
                _users[userName] = user;
                return;
            }
        }
        catch (BrokerException)
        {
            // The audit has said why nothing was compared; to the client it is a login that failed.
        }

        throw new SecurityTokenValidationException("The login is not valid.");
    }
}
