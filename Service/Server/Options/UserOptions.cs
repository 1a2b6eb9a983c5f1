using System.ComponentModel.DataAnnotations;
using WcfBroker.Server.Security;

namespace WcfBroker.Server.Options;

/// <summary>One user: how it shows who it is, and its roles.</summary>
public sealed class UserOptions
{
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The hash of the password, as <c>wcfbroker user</c> writes it; without one the user has no password.</summary>
    public string? Password { get; set; }

    /// <summary>The subject of the user's client certificate, as in <c>CN=press, O=Example</c>: for certificates of a trusted authority.</summary>
    public string? CertificateSubject { get; set; }

    /// <summary>The SHA-256 thumbprint of the user's client certificate, 64 hexadecimal digits.</summary>
    [RegularExpression("^[0-9A-Fa-f]{64}$")]
    public string? CertificateThumbprint { get; set; }

    [MaxLength(Identity.RolesMax)]
    public IReadOnlyList<string> Roles { get; set; } = [];
}
