using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;

namespace WcfBroker.ServiceModel.Security;

/// <summary>Decides for an endpoint who its peers are.</summary>
internal sealed class CredentialCheck
{
    private readonly TimeProvider _time;
    private readonly NonceCache _nonces;

    /// <exception cref="ArgumentException">Names are required, and nobody knows them.</exception>
    public CredentialCheck(CredentialOptions options, TimeProvider time)
    {
        if (options is { RequireUserName: true, Validator: null })
            throw new ArgumentException("RequireUserName needs a Validator, which knows the users.", nameof(options));
        (Options, _time) = (options, time);
        // A message may be stamped as far in the future as in the past.
        _nonces = new(options.NoncesMax, 2 * options.TimestampWindow, time);
        Tokens = new(options.ContextTokensMax, time);
    }

    public CredentialOptions Options { get; }

    public ContextTokens Tokens { get; }

    /// <summary>Who shows a certificate; null for nobody.</summary>
    /// <exception cref="LoginException">It is not accepted.</exception>
    public async ValueTask<ClaimsPrincipal?> CheckAsync(X509Certificate2? certificate, EndPoint? remote, CancellationToken cancellationToken)
    {
        if (certificate is null)
            return null;
        if (Options.Validator is { } validator)
        {
            return await validator.ValidateAsync(new CertificateCredential(certificate), remote, cancellationToken).ConfigureAwait(false)
                ?? throw LoginException.Failed($"the certificate {certificate.Subject} is not accepted");
        }

        Claim[] claims = [new(ClaimTypes.Name, certificate.GetNameInfo(X509NameType.SimpleName, false)), new(ClaimTypes.Thumbprint, certificate.Thumbprint)];
        return new(new ClaimsIdentity(claims, "Certificate"));
    }

    /// <exception cref="LoginException">The message was not made now.</exception>
    public void CheckTime(SecurityHeader header)
    {
        if (header.Created is not { } created)
            throw LoginException.Invalid("a message without a time stamp");
        var now = _time.GetUtcNow().UtcDateTime;
        if (!IsNear(created, now) || header.Expires < now || (header.TokenCreated is { } token && !IsNear(token, now)))
            throw LoginException.Invalid($"a message of {header.Created:O} that expires {header.Expires:O}");
    }

    /// <summary>Who has a name and a password. The time has been checked.</summary>
    /// <exception cref="LoginException">They are missing, not accepted, or were sent before.</exception>
    public async ValueTask<ClaimsPrincipal> CheckAsync(SecurityHeader header, EndPoint? remote, CancellationToken cancellationToken)
    {
        if (header.User is not { } user)
            throw LoginException.Invalid("a message without a username token");
        if (Options.Validator is null ||
            await Options.Validator.ValidateAsync(user, remote, cancellationToken).ConfigureAwait(false) is not { } principal)
            throw LoginException.Failed($"the login of {user.UserName} failed");
        // Only who knows a password can fill the memory of nonces.
        CheckNonce(header, user);
        return principal;
    }

    /// <exception cref="LoginException">The token was sent before.</exception>
    public void CheckNonce(SecurityHeader header, UserNameCredential user)
    {
        if (header.Nonce is { } nonce && !_nonces.TryAdd(user.UserName, nonce))
            throw LoginException.Invalid($"a nonce of {user.UserName} that was used before, or more of them than are remembered");
    }

    private bool IsNear(DateTime time, DateTime now) => (time - now).Duration() <= Options.TimestampWindow;
}
