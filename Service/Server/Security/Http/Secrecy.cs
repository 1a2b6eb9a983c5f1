using System.Net;
using Microsoft.AspNetCore.Http;

namespace WcfBroker.Server.Security.Http;

/// <summary>Whether a request may carry a secret: inside TLS, or without leaving this machine.</summary>
internal static class Secrecy
{
    public const string Missing = "passwords and tokens are taken inside TLS or from this machine only";

    public static bool Holds(HttpContext context) => context.Request.IsHttps || IsLocal(context);

    public static bool IsLocal(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
