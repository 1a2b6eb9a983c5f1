using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace WcfBroker.Server.Security.Tokens;

/// <summary>The public keys of a file: a JSON web key set, or PEM.</summary>
internal static class TokenKeys
{
    private const long FileBytesMax = 1 << 20;
    private const string Begin = "-----BEGIN ";

    /// <exception cref="InvalidDataException">There is no key in it that can be used.</exception>
    public static IReadOnlyList<SecurityKey> Read(string path)
    {
        if (path.Length == 0)
            return [];
        try
        {
            if (new FileInfo(path).Length > FileBytesMax)
                throw new InvalidDataException($"The keys file '{path}' has more than {FileBytesMax} bytes.");
            var text = File.ReadAllText(path);
            var keys = text.Contains(Begin, StringComparison.Ordinal) ? Pem(text) : [.. JsonWebKeySet.Create(text).GetSigningKeys().Where(IsPublic)];
            return keys.Count > 0 ? keys : throw new InvalidDataException($"The keys file '{path}' has no public key of a kind that is taken: RSA or elliptic curve.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException or JsonException)
        {
            throw new InvalidDataException($"The keys file '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsPublic(SecurityKey key) => key is not SymmetricSecurityKey and not JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.Octet };

    private static List<SecurityKey> Pem(string text)
    {
        var keys = new List<SecurityKey>();
        for (var rest = text; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var block = rest[fields.Location];
            if (rest[fields.Label] is not ("PUBLIC KEY" or "RSA PUBLIC KEY"))
                throw new CryptographicException($"It has a {rest[fields.Label]}; public keys alone are taken.");
            keys.Add(Key(block));
        }

        return keys;
    }

    private static SecurityKey Key(string block)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(block);
            return new RsaSecurityKey(rsa);
        }
        catch (CryptographicException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(block);
            return new ECDsaSecurityKey(curve);
        }
    }
}
