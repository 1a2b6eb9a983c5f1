using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Security.Tokens;

namespace WcfBroker.Server.Security.Login;

/// <inheritdoc cref="IAuthenticator"/>
internal sealed class Authenticator(
    SecurityMonitor monitor, PasswordVerifier passwords, LoginThrottle throttle, TokenValidation tokens, Audit audit) : IAuthenticator
{
    private static readonly TimeSpan ThrottledTime = TimeSpan.FromMinutes(1);

    public async Task<ClaimsPrincipal?> AuthenticateAsync(string name, string password, IPAddress address, CancellationToken cancellation)
    {
        var settings = monitor.Current;
        if (!throttle.TryTake(address, settings.Options.FailedLoginsPerMinuteMax))
        {
            audit.LoginRefused(name, $"{address}", "too many logins have failed");
            throw new BrokerException(new BrokerError(ErrorCode.ServerBusy, "Too many logins have failed; wait before the next one.") { RetryAfter = ThrottledTime });
        }

        var user = settings.Users.Find(name);
        if (await VerifyAsync(user?.Password, password, address, cancellation).ConfigureAwait(false))
        {
            throttle.GiveBack(address);
            return user!.Identity.ToPrincipal();
        }

        audit.LoginRefused(name, $"{address}", "wrong name or password");
        return null;
    }

    public ClaimsPrincipal? Authenticate(X509Certificate2 certificate, IPAddress address)
    {
        var users = monitor.Current.Users;
        if (users.Find(certificate) is { } user)
            return user.Identity.ToPrincipal();

        // Where certificates are not given to users, each names its holder; but not one who is somebody else.
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (!users.HasCertificates && Identity.IsName(name) && users.Find(name) is null)
            return new Identity(name, []).ToPrincipal();
        audit.LoginRefused(certificate.Subject, $"{address}", "no user has this certificate");
        return null;
    }

    public async Task<ClaimsPrincipal?> AuthenticateTokenAsync(string token, IPAddress address)
    {
        var (identity, reason) = await tokens.ValidateAsync(token).ConfigureAwait(false);
        if (identity is null)
            audit.LoginRefused(null, $"{address}", reason);
        return identity?.ToPrincipal();
    }

    private async Task<bool> VerifyAsync(PasswordHash? hash, string password, IPAddress address, CancellationToken cancellation)
    {
        try
        {
            return await passwords.VerifyAsync(hash, password, cancellation).ConfigureAwait(false);
        }
        catch
        {
            // What was not compared has not failed.
            throttle.GiveBack(address);
            throw;
        }
    }
}
