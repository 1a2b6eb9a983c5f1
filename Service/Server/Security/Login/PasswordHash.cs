using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WcfBroker.Server.Security.Login;

/// <summary>The hash of a password: <c>pbkdf2-sha512$ITERATIONS$SALT$HASH</c>, the last two in base64.</summary>
internal sealed class PasswordHash
{
    /// <summary>Bytes of a password as UTF-8: so many are hashed at the most.</summary>
    public const int PasswordBytesMax = 1_024;

    /// <summary>What a hash costs that nothing else is known of.</summary>
    private const int IterationsDefault = 210_000;

    private const string Scheme = "pbkdf2-sha512";
    private const int IterationsMin = 1_000;
    private const int IterationsMax = 10_000_000;
    private const int SaltBytesMin = 16;
    private const int HashBytes = 64;
    private const int TextCharsMax = 512;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>What a password of an unknown user is compared with, so that it takes as long as that of a known one.</summary>
    public static PasswordHash OfNobody { get; } = new(IterationsDefault, RandomNumberGenerator.GetBytes(SaltBytesMin), RandomNumberGenerator.GetBytes(HashBytes));

    public static PasswordHash? TryParse(string text)
    {
        if (text.Length > TextCharsMax || text.Split('$') is not [Scheme, var count, var salt, var hash])
            return null;
        var (salted, hashed) = (new byte[TextCharsMax], new byte[TextCharsMax]);
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) && iterations is >= IterationsMin and <= IterationsMax
            && Convert.TryFromBase64String(salt, salted, out var saltBytes) && saltBytes >= SaltBytesMin
            && Convert.TryFromBase64String(hash, hashed, out var hashBytes) && hashBytes == HashBytes
                ? new PasswordHash(iterations, salted[..saltBytes], hashed[..hashBytes])
                : null;
    }

    /// <summary>Whether a password is the one that was hashed. Takes tens of milliseconds, by design.</summary>
    public bool Verify(string password) => CryptographicOperations.FixedTimeEquals(
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), _salt, _iterations, HashAlgorithmName.SHA512, HashBytes), _hash);
}
