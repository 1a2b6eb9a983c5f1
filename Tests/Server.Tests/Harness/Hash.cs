using System.Security.Cryptography;
using System.Text;

namespace WcfBroker.Server.Tests.Harness;

/// <summary>Hashes of passwords that cost little.</summary>
internal static class Hash
{
    public static string Of(string password, int iterations = 1_000)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, 64);
        return $"pbkdf2-sha512${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
