using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Security.Login;

namespace WcfBroker.Server.Security.Http;

/// <summary>HTTP Basic with the broker's users; without it, the client certificate that the connection was opened with. The audit logs what is refused.</summary>
internal sealed class BasicHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, IAuthenticator authenticator, SecurityMonitor monitor, Audit audit)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    public const string Name = "Basic";

    private const string Prefix = "Basic ";

    private IPAddress Address => Context.Connection.RemoteIpAddress ?? IPAddress.None;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return Context.Connection.ClientCertificate is not { } certificate ? AuthenticateResult.NoResult()
                : authenticator.Authenticate(certificate, Address) is { } known ? Success(known)
                : AuthenticateResult.Fail("no user has this certificate");
        }

        if (!Secrecy.Holds(Context) || Decode(header) is not [var name, var password])
        {
            var reason = Secrecy.Holds(Context) ? "the Authorization header cannot be read" : Secrecy.Missing;
            audit.LoginRefused(null, $"{Address}", reason);
            return AuthenticateResult.Fail(reason);
        }

        try
        {
            return await LogInAsync(header, name, password).ConfigureAwait(false) is { } user ? Success(user) : AuthenticateResult.Fail("wrong name or password");
        }
        catch (BrokerException exception)
        {
            return AuthenticateResult.Fail(exception);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        Response.Headers.WWWAuthenticate = StringValues.Concat(Response.Headers.WWWAuthenticate, "Basic realm=\"WcfBroker\", charset=\"UTF-8\"");
        return Task.CompletedTask;
    }

    // A connection that has logged in says its password with each request: it is compared once.
    private async Task<ClaimsPrincipal?> LogInAsync(string header, string name, string password)
    {
        var items = Context.Features.Get<IConnectionItemsFeature>()?.Items;
        var users = monitor.Current.Users;
        if (items?.TryGetValue(typeof(VerifiedLogin), out var kept) == true && kept is VerifiedLogin login && login.Find(header, users) is { } known)
            return known;
        var user = await authenticator.AuthenticateAsync(name, password, Address, Context.RequestAborted).ConfigureAwait(false);
        if (user is not null && items is not null)
            items[typeof(VerifiedLogin)] = new VerifiedLogin(header, users, user);
        return user;
    }

    private static string[]? Decode(string header)
    {
        var bytes = new byte[header.Length];
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[Prefix.Length..], bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2)
            : null;
    }

    private AuthenticateResult Success(ClaimsPrincipal user) => AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name));
}
