using Microsoft.AspNetCore.Http;

namespace WcfBroker.Server.Endpoints;

/// <summary>
/// Keeps pages of other sites from using a visitor's browser to reach the broker: a request that names another origin is
/// refused, although plain ones need no permission by CORS.
/// </summary>
internal static class RequestGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.Origin.Any(origin => !IsOwn(origin, context.Request.Host.Value)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsOwn(string? origin, string? host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority.Equals(host, StringComparison.OrdinalIgnoreCase);
}
