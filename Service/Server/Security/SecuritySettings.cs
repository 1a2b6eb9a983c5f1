using Microsoft.IdentityModel.Tokens;
using WcfBroker.Server.Options;
using WcfBroker.Server.Security.Rights;
using WcfBroker.Server.Security.Tokens;
using WcfBroker.Server.Security.Users;

namespace WcfBroker.Server.Security;

/// <summary>All that is configured about security, as it was read at one time.</summary>
internal sealed class SecuritySettings
{
    public SecuritySettings(SecurityOptions options)
    {
        Options = options;
        UserOptions[] users = [.. options.Users, .. UsersFile.Read(options.UsersFile)];
        if (users.Length > SecurityOptions.UsersMax)
            throw new InvalidDataException($"There are {users.Length} users; the limit is {SecurityOptions.UsersMax} users.");
        Users = new UserDirectory(users, RolesOf);
        Rules = options.Rights.Count == 0 ? null : new AccessRules(options.Rights);
        TokenKeys = Tokens.TokenKeys.Read(options.Tokens.KeysFile);
    }

    public SecurityOptions Options { get; }

    public UserDirectory Users { get; }

    /// <summary>Who may do what; null when everyone may do everything.</summary>
    public AccessRules? Rules { get; }

    public IReadOnlyList<SecurityKey> TokenKeys { get; }

    /// <summary>The roles that the configuration gives a name.</summary>
    public IEnumerable<string> RolesOf(string name) => Options.Roles.Where(role => role.Value.Contains(name)).Select(role => role.Key);

    public bool AdmitsAnonymous(bool isLocal) =>
        Options.Anonymous == AnonymousAccess.Everywhere || (isLocal && Options.Anonymous == AnonymousAccess.Loopback);
}
