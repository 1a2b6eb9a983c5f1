using System.ComponentModel.DataAnnotations;

namespace WcfBroker.Server.Options;

/// <summary>JSON web tokens that are taken instead of a password. Without an authority or keys none are.</summary>
public sealed class TokenOptions
{
    /// <summary>The identity provider, an https address, whose keys are fetched.</summary>
    [MaxLength(2_048)]
    public string Authority { get; set; } = "";

    /// <summary>A file with the public keys instead: a JSON web key set, or PEM. Read again when it changes.</summary>
    [MaxLength(4_096)]
    public string KeysFile { get; set; } = "";

    /// <summary>The issuer that a token must name.</summary>
    [MaxLength(2_048)]
    public string Issuer { get; set; } = "";

    /// <summary>The audience that a token must be for.</summary>
    [MaxLength(2_048)]
    public string Audience { get; set; } = "";

    /// <summary>The claim that is the caller's name. Default <c>sub</c>.</summary>
    [Required]
    public string NameClaim { get; set; } = "sub";

    /// <summary>The claim that holds the caller's roles. Default <c>roles</c>.</summary>
    [Required]
    public string RolesClaim { get; set; } = "roles";

    /// <summary>Whether each token opens one connection or one request only: it then needs an id (<c>jti</c>). Default false.</summary>
    public bool SingleUse { get; set; }

    public bool IsUsed => Authority.Length + KeysFile.Length > 0;
}
