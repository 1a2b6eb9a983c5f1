using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WcfBroker.Server.Options;
using WcfBroker.Server.Security.Login;

namespace WcfBroker.Server.Security.Users;

/// <summary>All users, of the configuration and of the file, with their roles.</summary>
internal sealed class UserDirectory
{
    private readonly Dictionary<string, User> _byName;
    private readonly Dictionary<string, User> _bySubject;
    private readonly Dictionary<string, User> _byThumbprint;

    /// <exception cref="InvalidDataException">A name, or a certificate, is given twice.</exception>
    public UserDirectory(IEnumerable<UserOptions> users, Func<string, IEnumerable<string>> rolesOf)
    {
        User[] all =
        [
            .. users.Select(user => new User(
                new Identity(user.Name, user.Roles.Concat(rolesOf(user.Name))) { IsListed = true }, user.Password is null ? null : PasswordHash.TryParse(user.Password),
                user.CertificateSubject, user.CertificateThumbprint)),
        ];
        _byName = Index(all, user => user.Identity.Name, StringComparer.Ordinal, "name");
        _bySubject = Index(all, user => user.CertificateSubject, StringComparer.Ordinal, "certificate subject");
        _byThumbprint = Index(all, user => user.CertificateThumbprint, StringComparer.OrdinalIgnoreCase, "certificate thumbprint");
    }

    public int Count => _byName.Count;

    /// <summary>Whether some user is known by a certificate.</summary>
    public bool HasCertificates => _bySubject.Count + _byThumbprint.Count > 0;

    public User? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The user of a certificate whose chain has been checked.</summary>
    public User? Find(X509Certificate2 certificate) =>
        _byThumbprint.GetValueOrDefault(certificate.GetCertHashString(HashAlgorithmName.SHA256)) ?? _bySubject.GetValueOrDefault(certificate.Subject);

    private static Dictionary<string, User> Index(User[] users, Func<User, string?> key, StringComparer comparer, string what)
    {
        var index = new Dictionary<string, User>(comparer);
        foreach (var user in users)
        {
            if (key(user) is { } value && !index.TryAdd(value, user))
                throw new InvalidDataException($"Two users have the {what} '{value}'.");
        }

        return index;
    }
}
