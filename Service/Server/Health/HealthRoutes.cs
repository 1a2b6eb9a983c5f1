using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WcfBroker.Server.Endpoints;

namespace WcfBroker.Server.Health;

/// <summary>Whether the process lives, and whether the broker can do its work: for people and for what restarts it.</summary>
internal sealed class HealthRoutes(Readiness readiness) : IHttpRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", LiveAsync).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static Task LiveAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync("live\n", context.RequestAborted);
    }

    private async Task ReadyAsync(HttpContext context)
    {
        var report = await readiness.CheckAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsJsonAsync(report, HealthJson.Default.HealthReport, cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }
}
