using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Security.Tokens;

/// <summary>Which JSON web tokens are taken: signed by one of the keys, by this issuer, for this audience, and in their time.</summary>
internal sealed class TokenValidation
{
    /// <summary>Bytes of a token.</summary>
    public const int TokenBytesMax = 16 << 10;

    /// <summary>How far the clocks of issuer and broker may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly Lazy<JsonWebTokenHandler> _handler = new(() => new() { MapInboundClaims = false, MaximumTokenSizeInBytes = TokenBytesMax });
    private readonly Lazy<TokenValidationParameters> _parameters;
    private readonly SecurityMonitor _monitor;
    private readonly TokenOptions _options;
    private readonly UsedTokens _used;

    public TokenValidation(SecurityMonitor monitor, IOptions<SecurityOptions> options, IssuerKeys keys, TimeProvider time)
    {
        (_monitor, _options, _used) = (monitor, options.Value.Tokens, new UsedTokens(time));
        _parameters = new(() => new TokenValidationParameters
        {
            ValidIssuer = _options.Issuer,
            ValidAudience = _options.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeyResolver = _options.Authority.Length == 0 ? (_, _, _, _) => monitor.Current.TokenKeys : null,
            ConfigurationManager = _options.Authority.Length == 0 ? null : keys.Of(_options.Authority),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
            LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires, time.GetUtcNow().UtcDateTime),
            NameClaimType = _options.NameClaim,
            RoleClaimType = _options.RolesClaim,
            TryAllIssuerSigningKeys = true,
        });
    }

    public bool IsUsed => _options.IsUsed;

    public TokenValidationParameters Parameters => _parameters.Value;

    /// <summary>Whom a token names, or why it is refused.</summary>
    public async Task<(Identity? Identity, string Reason)> ValidateAsync(string token)
    {
        if (!IsUsed)
            return (null, "no tokens are taken");
        var result = await _handler.Value.ValidateTokenAsync(token, Parameters).ConfigureAwait(false);
        if (!result.IsValid)
            return (null, $"the token is refused: {ReasonOf(result.Exception)}");
        return Use((JsonWebToken)result.SecurityToken);
    }

    /// <summary>Whom a valid token names, with the roles that it and the configuration give, or why it is refused all the same.</summary>
    public (Identity? Identity, string Reason) Use(JsonWebToken token)
    {
        var (name, expires) = (token.Claims.FirstOrDefault(claim => claim.Type == _options.NameClaim)?.Value, new DateTimeOffset(token.ValidTo) + ClockSkew);
        if (!Identity.IsName(name))
            return (null, "the token names nobody");
        if (_options.SingleUse && _used.Refusal(token.Id, expires) is { } reason)
            return (null, reason);
        return (new Identity(name!, RolesOf(token).Concat(_monitor.Current.RolesOf(name!))) { Expires = expires }, "");
    }

    /// <summary>Why a token was refused, in words that have nothing of the token in them.</summary>
    public static string ReasonOf(Exception? exception) => exception switch
    {
        SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "it is not its time",
        SecurityTokenInvalidIssuerException => "another issuer",
        SecurityTokenInvalidAudienceException => "another audience",
        SecurityTokenInvalidAlgorithmException => "an algorithm that is not taken",
        SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException => "it is not signed by a key of the issuer",
        _ => "it cannot be read",
    };

    private IEnumerable<string> RolesOf(JsonWebToken token) => token.Claims.Where(claim => claim.Type == _options.RolesClaim).Select(claim => claim.Value);

    private static bool IsInTime(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is not null && expires > now - ClockSkew && (notBefore is null || notBefore < now + ClockSkew);
}
