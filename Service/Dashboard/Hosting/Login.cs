using Microsoft.AspNetCore.Http;
using WcfBroker.Server.Security;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>Where a visitor who was let in without a login says who it is: the browser asks, and from then on says it by itself.</summary>
internal static class Login
{
    public const string Path = "/login";

    public static Task InvokeAsync(HttpContext context)
    {
        if (Identity.Of(context.User) is not null)
        {
            context.Response.Redirect("/");
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"WcfBroker\", charset=\"UTF-8\"";
        return context.Response.WriteAsync("This page is for users of the broker.\n", context.RequestAborted);
    }
}
