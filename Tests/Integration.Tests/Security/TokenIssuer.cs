using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WcfBroker.Integration.Tests.Security;

/// <summary>Makes JSON web tokens, good ones and all others.</summary>
internal sealed class TokenIssuer : IDisposable
{
    public const string Name = "https://issuer.example";
    public const string Audience = "broker";

    private readonly RSA _key = RSA.Create(2_048);

    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The public key as it stands in a JSON web key set.</summary>
    public string KeyJson
    {
        get
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            return $$"""{"kty":"RSA","use":"sig","n":"{{Encode(key.Modulus!)}}","e":"{{Encode(key.Exponent!)}}"}""";
        }
    }

    /// <summary>A token that is good for a minute, but for what a test changes in it.</summary>
    public string Token(Action<JsonObject>? change = null, string algorithm = "RS256")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Name, ["aud"] = Audience, ["sub"] = "tom", ["roles"] = new JsonArray("press"), ["exp"] = now + 60, ["nbf"] = now - 60,
        };
        change?.Invoke(claims);
        var text = $"{Encode(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var bytes = Encoding.ASCII.GetBytes(text);
        byte[] signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(PublicKey), bytes),
            _ => _key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{text}.{Encode(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
