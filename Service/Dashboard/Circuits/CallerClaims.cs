using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.Dashboard.Circuits;

/// <summary>Where a request comes from, told beside who makes it: a circuit keeps that of the request that opened it.</summary>
internal static class CallerClaims
{
    public const string Address = "WcfBroker.Address";
    public const string IsLocal = "WcfBroker.IsLocal";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var remote = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var place = new ClaimsIdentity(
        [
            new Claim(Address, $"dashboard {new IPEndPoint(remote, context.Connection.RemotePort)}"),
            new Claim(IsLocal, $"{IPAddress.IsLoopback(remote)}"),
        ]);
        context.User = new ClaimsPrincipal([.. context.User.Identities, place]);
        return next(context);
    }
}
