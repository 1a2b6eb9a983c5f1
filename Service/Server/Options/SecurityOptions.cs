using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WcfBroker.Server.Options;

/// <summary>Who may use the broker, and for what: section <c>Security</c> of the configuration. Read again when it changes.</summary>
public sealed class SecurityOptions
{
    public const string Section = "Security";

    /// <summary>Users, in the configuration and in the file together.</summary>
    public const int UsersMax = 10_000;

    /// <summary>From where callers are let in without a name. Default <see cref="AnonymousAccess.Loopback"/>.</summary>
    [EnumDataType(typeof(AnonymousAccess))]
    public AnonymousAccess Anonymous { get; set; } = AnonymousAccess.Loopback;

    /// <summary>The file that <c>wcfbroker user</c> writes, relative to the folder that the broker runs in; it need not be there. Default <c>data/users.json</c>.</summary>
    [MaxLength(4_096)]
    public string UsersFile { get; set; } = "data/users.json";

    /// <summary>Users besides those of the file.</summary>
    [ValidateEnumeratedItems]
    [MaxLength(UsersMax)]
    public IReadOnlyList<UserOptions> Users { get; set; } = [];

    /// <summary>Roles, each with the names that have it besides what their user entries and tokens say.</summary>
    [MaxLength(1_000)]
    public IReadOnlyDictionary<string, string[]> Roles { get; set; } = new Dictionary<string, string[]>();

    /// <summary>Who may do what. Without any, everyone may do everything; with one, only what some rule allows.</summary>
    [ValidateEnumeratedItems]
    [MaxLength(1_000)]
    public IReadOnlyList<RightOptions> Rights { get; set; } = [];

    /// <summary>Bearer tokens.</summary>
    [ValidateObjectMembers]
    [Required]
    public TokenOptions Tokens { get; set; } = new();

    /// <summary>Logins that may fail in a minute from one address; then none is tried until some time has passed. Default 10.</summary>
    [Range(1, 100_000)]
    public int FailedLoginsPerMinuteMax { get; set; } = 10;
}
