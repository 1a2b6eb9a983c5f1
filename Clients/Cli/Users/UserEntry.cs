using System.Text.Json.Serialization;

namespace WcfBroker.Cli.Users;

/// <summary>One user as the file has it.</summary>
internal sealed record UserEntry
{
    private const int NameCharsMax = 128;
    private const int RolesMax = 64;
    private const string RolePrefix = "role:";

    public required string Name { get; init; }

    /// <summary>The hash of the password; null for a user who has none.</summary>
    public string? Password { get; init; }

    public string? CertificateSubject { get; init; }

    /// <summary>SHA-256, in hexadecimal digits.</summary>
    public string? CertificateThumbprint { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>What the user shows to log in, for people.</summary>
    [JsonIgnore]
    public string Shows => string.Join(", ", new[]
    {
        Password is null ? null : "password",
        CertificateSubject is null ? null : $"certificate of {CertificateSubject}",
        CertificateThumbprint is null ? null : $"certificate {CertificateThumbprint}",
    }.OfType<string>());

    /// <summary>Says what the broker would not take; null if it would take all.</summary>
    public string? Wrong() =>
        !IsName(Name) || Name is "*" or "anonymous" || Name.StartsWith(RolePrefix, StringComparison.Ordinal)
            ? $"'{Name}' is no name for a user: 1 to {NameCharsMax} printable characters, neither *, anonymous nor {RolePrefix}..."
        : Roles?.FirstOrDefault(role => !IsName(role)) is { } role ? $"'{role}' is no name for a role: 1 to {NameCharsMax} printable characters."
        : Roles?.Count > RolesMax ? $"A user has at most {RolesMax} roles; these are {Roles.Count}."
        : CertificateThumbprint is { } hex && (hex.Length != 64 || !hex.All(char.IsAsciiHexDigit)) ? "A thumbprint is SHA-256: 64 hexadecimal digits."
        : null;

    private static bool IsName(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= NameCharsMax && !text.Any(char.IsControl);
}
