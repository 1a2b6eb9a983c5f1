using WcfBroker.Server.Security.Login;

namespace WcfBroker.Server.Security.Users;

/// <summary>A user as the broker knows it.</summary>
internal sealed record User(Identity Identity, PasswordHash? Password, string? CertificateSubject, string? CertificateThumbprint);
