using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using WcfBroker.Core.Errors;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.Server.Security.Login;
using WcfBroker.Server.Security.Rights;

namespace WcfBroker.Server.Security;

/// <summary>Lets clients of the original protocol in: by the certificate of their connection, without a login where that is allowed, or by one.</summary>
internal sealed class ClientAdmission(AccessControl control, IAuthenticator authenticator) : IClientAdmission
{
    private const string NotSecret = "A login is taken inside TLS or from this machine only.";
    private const string Wrong = "The login is not valid.";

    public IClientAccess? Admit(ConnectionContext connection) =>
        connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate
            ? authenticator.Authenticate(certificate, AddressOf(connection)) is { } user ? Access(connection, Identity.Of(user)) : null
        : control.Current.AdmitsAnonymous(IsLocal(connection)) ? Access(connection, null) : null;

    public async Task<LoginResult> LogInAsync(ConnectionContext connection, string name, string secret, CancellationToken cancellation)
    {
        var address = AddressOf(connection);
        if (!IsLocal(connection) && connection.Features.Get<ITlsConnectionFeature>() is null)
        {
            control.Audit.LoginRefused(name, $"{address}", NotSecret);
            return new LoginResult(null, NotSecret);
        }

        try
        {
            var user = name.Length == 0
                ? await authenticator.AuthenticateTokenAsync(secret, address).ConfigureAwait(false)
                : await authenticator.AuthenticateAsync(name, secret, address, cancellation).ConfigureAwait(false);
            return user is null ? new LoginResult(null, Wrong) : new LoginResult(Access(connection, Identity.Of(user)), "");
        }
        catch (BrokerException exception)
        {
            return new LoginResult(null, exception.Message);
        }
    }

    private CallerAccess Access(ConnectionContext connection, Identity? user) => new(
        control, user, IsLocal(connection), $"original {connection.RemoteEndPoint}", reason => connection.Abort(new ConnectionAbortedException(reason)));

    private static bool IsLocal(ConnectionContext connection) => IPAddress.IsLoopback(AddressOf(connection));

    private static IPAddress AddressOf(ConnectionContext connection) => (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
}
