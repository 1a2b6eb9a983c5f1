using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WcfBroker.Dashboard.Hosting;

namespace WcfBroker.Dashboard.Circuits;

/// <summary>Refuses a page, and the connection that it would open, while as many are open as may be.</summary>
internal sealed class CircuitAdmission(RequestDelegate next, CircuitCount circuits, IOptions<DashboardOptions> options)
{
    private const string Connection = "/_blazor";

    public Task InvokeAsync(HttpContext context)
    {
        if (circuits.Value < options.Value.CircuitsMax || IsOpen(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "30";
        return context.Response.WriteAsync(
            $"The dashboard is open {options.Value.CircuitsMax} times, which is as often as it may be (Dashboard:CircuitsMax). Close one, and try again.\n",
            context.RequestAborted);
    }

    // A connection that was given its id goes on.
    private static bool IsOpen(HttpRequest request) => request.Path == Connection && request.Query.ContainsKey("id");
}
