using System.Globalization;
using System.Security.Claims;
using WcfBroker.Core.Errors;

namespace WcfBroker.Server.Security;

/// <summary>Who calls: a name, and the roles it has. An anonymous caller has no identity.</summary>
public sealed class Identity : IEquatable<Identity>
{
    /// <summary>Characters of a name, and of a role.</summary>
    public const int NameCharsMax = 128;

    /// <summary>Roles of one identity; further ones of a token are left out.</summary>
    public const int RolesMax = 64;

    private const string ListedType = "WcfBroker.User";
    private const string TokenType = "WcfBroker.Token";
    private readonly string _key;

    public Identity(string name, IEnumerable<string> roles)
    {
        Name = name;
        Roles = [.. roles.Where(IsName).Distinct(StringComparer.Ordinal).Take(RolesMax).Order(StringComparer.Ordinal)];
        _key = string.Join('\n', [name, .. Roles]);
    }

    public string Name { get; }

    /// <summary>Whether the name is one of the broker's own users, who may be taken out of its list; tokens name others.</summary>
    public bool IsListed { get; init; }

    /// <summary>When what it was shown by is no longer valid; null if that does not end.</summary>
    public DateTimeOffset? Expires { get; init; }

    public IReadOnlyList<string> Roles { get; }

    /// <summary>Whether a text can name a user or a role: short, and nothing in it that would have to be escaped.</summary>
    public static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && Printable.From(text, NameCharsMax) == text;

    /// <summary>Who a principal stands for; null if it has not been authenticated, or by a name that is none.</summary>
    public static Identity? Of(ClaimsPrincipal? principal) =>
        principal?.Identity is ClaimsIdentity { IsAuthenticated: true } identity && IsName(identity.Name)
            ? new Identity(identity.Name!, principal.FindAll(identity.RoleClaimType).Select(claim => claim.Value))
            {
                IsListed = identity.AuthenticationType == ListedType,
                Expires = identity.FindFirst(ClaimTypes.Expiration) is { } expires ? DateTimeOffset.Parse(expires.Value, CultureInfo.InvariantCulture) : null,
            }
            : null;

    /// <summary>The identity as ASP.NET Core and WCF hosts pass it on.</summary>
    public ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], IsListed ? ListedType : TokenType, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims(Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (Expires is { } expires)
            identity.AddClaim(new Claim(ClaimTypes.Expiration, expires.ToString("O", CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(identity);
    }

    public bool Equals(Identity? other) => other?._key == _key;

    public override bool Equals(object? obj) => Equals(obj as Identity);

    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
