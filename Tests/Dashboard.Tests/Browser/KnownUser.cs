using System.Security.Cryptography;
using System.Text;

namespace WcfBroker.Dashboard.Tests.Browser;

/// <summary>A user with a password, as the broker's list of users has it.</summary>
internal sealed record KnownUser(string Name, string Role)
{
    public const string Password = "correct horse";
    private const int Iterations = 1_000;

    /// <summary>The hash that stands in the list.</summary>
    public static string Hash { get; } = MakeHash();

    public string Json => $$"""{"name":"{{Name}}","password":"{{Hash}}","roles":["{{Role}}"]}""";

    private static string MakeHash()
    {
        var salt = new byte[16];
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Password), salt, Iterations, HashAlgorithmName.SHA512, 64);
        return $"pbkdf2-sha512${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
