using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Topics;
using WcfBroker.Server.Security;
using WcfBroker.Server.Security.Login;

namespace WcfBroker.Server.Options;

/// <summary>Says which user, rule or token setting cannot be used and why. Secrets are never shown.</summary>
internal sealed class SecurityOptionsValidator(IConfiguration configuration) : IValidateOptions<SecurityOptions>
{
    private const string Section = SecurityOptions.Section;

    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        string[] failures =
        [
            .. options.Users.SelectMany((user, i) => Check(user, $"{Section}:Users:{i}")),
            .. options.Rights.SelectMany((right, i) => Check(right, $"{Section}:Rights:{i}")),
            .. options.Roles.SelectMany(role => Check(role.Key, role.Value)),
            .. Check(options.Tokens, $"{Section}:Tokens"),
            .. Lists().Where(list => !string.IsNullOrEmpty(list.Value)).Select(list => $"{list.Path} = '{Printable.From(list.Value)}' is no list."),
        ];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    /// <summary>What is wrong with a user, wherever it is written.</summary>
    public static IEnumerable<string> Check(UserOptions user, string key)
    {
        if (!Identity.IsName(user.Name) || user.Name is "*" or RightWho.Anonymous || user.Name.StartsWith(RightWho.RolePrefix, StringComparison.Ordinal))
            yield return NoName($"{key}:Name", user.Name);
        if (user.Password is { } hash && PasswordHash.TryParse(hash) is null)
            yield return $"{key}:Password is no hash of a password: 'wcfbroker user set-password' makes one.";
        foreach (var role in user.Roles.Where(role => !Identity.IsName(role)))
            yield return NoName($"{key}:Roles", role);
    }

    // A single value where a list of texts belongs would be passed over.
    private IEnumerable<IConfigurationSection> Lists() =>
    [
        .. Of("Roles"), .. Of("Users").Select(user => user.GetSection("Roles")),
        .. Of("Rights").SelectMany(right => new[] { right.GetSection("Publish"), right.GetSection("Subscribe") }),
    ];

    private IEnumerable<IConfigurationSection> Of(string list) => configuration.GetSection($"{Section}:{list}").GetChildren();

    private static IEnumerable<string> Check(string role, string[] members)
    {
        foreach (var name in members.Append(role).Where(name => !Identity.IsName(name)))
            yield return NoName($"{Section}:Roles", name);
    }

    private static IEnumerable<string> Check(RightOptions right, string key)
    {
        if (!Identity.IsName(right.Who) || right.Who == RightWho.RolePrefix)
            yield return $"{key}:Who = '{Printable.From(right.Who)}' is neither a name nor role:NAME, {RightWho.Anonymous} or *.";
        foreach (var (list, filter) in right.Publish.Select(filter => ("Publish", filter)).Concat(right.Subscribe.Select(filter => ("Subscribe", filter))))
        {
            if (!TopicFilter.TryParse(filter, list, out _, out var error))
                yield return $"{key}:{list} = '{Printable.From(filter)}' is no topic filter: {error!.Message}";
        }
    }

    private static IEnumerable<string> Check(TokenOptions tokens, string key)
    {
        if (!tokens.IsUsed)
            yield break;
        if (tokens.Authority.Length > 0 && (!Uri.TryCreate(tokens.Authority, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps))
            yield return $"{key}:Authority = '{Printable.From(tokens.Authority)}' is no https address.";
        if (tokens.Authority.Length > 0 && tokens.KeysFile.Length > 0)
            yield return $"{key}: keys come from the Authority or from the KeysFile, not from both.";
        if (tokens.Issuer.Length == 0 || tokens.Audience.Length == 0)
            yield return $"{key}: Issuer and Audience say which tokens are taken; both are needed.";
    }

    private static string NoName(string key, string? name) =>
        $"{key} = '{Printable.From(name)}' is no name: 1 to {Identity.NameCharsMax} printable characters, neither *, {RightWho.Anonymous} nor {RightWho.RolePrefix}...";
}
