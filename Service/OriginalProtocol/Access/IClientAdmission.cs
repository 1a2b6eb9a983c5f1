using Microsoft.AspNetCore.Connections;

namespace WcfBroker.OriginalProtocol.Access;

/// <summary>Lets clients in: the seam to the server's users and rules.</summary>
public interface IClientAdmission
{
    /// <summary>What a client may do that has not logged in; null if it has to.</summary>
    IClientAccess? Admit(ConnectionContext connection);

    /// <summary>Logs a client in, with its name and password; without a name the secret is a bearer token.</summary>
    Task<LoginResult> LogInAsync(ConnectionContext connection, string name, string secret, CancellationToken cancellation);
}
