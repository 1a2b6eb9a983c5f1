using System.Security.Cryptography;
using System.Text;

namespace WcfBroker.Cli.Users;

/// <summary>Makes the hash of a password as the broker reads it: <c>pbkdf2-sha512$ITERATIONS$SALT$HASH</c>.</summary>
internal static class PasswordHash
{
    private const int Iterations = 210_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 64;

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return $"pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
