using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using WcfBroker.Server.Security.Users;

namespace WcfBroker.Server.Security.Http;

/// <summary>The last login of one connection, known by a digest under a key of this process, and only while the users are the same.</summary>
internal sealed class VerifiedLogin(string header, UserDirectory users, ClaimsPrincipal user)
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private readonly byte[] _digest = Digest(header);

    public ClaimsPrincipal? Find(string shown, UserDirectory now) =>
        now == users && CryptographicOperations.FixedTimeEquals(_digest, Digest(shown)) ? user : null;

    private static byte[] Digest(string text) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text));
}
