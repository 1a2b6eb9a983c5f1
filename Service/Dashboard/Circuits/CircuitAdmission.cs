using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WcfBroker.Dashboard.Hosting;

namespace WcfBroker.Dashboard.Circuits;

/// <summary>Refuses a page, and the connection that it would open, while as many are open as may be.</summary>
internal sealed class CircuitAdmission(RequestDelegate next, CircuitCount circuits, IOptions<DashboardOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        // A connection that has its id goes on.
        if (circuits.Value < options.Value.CircuitsMax || context.Request.Query.ContainsKey("id"))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "30";
        return context.Response.WriteAsync(
            $"The dashboard is open {options.Value.CircuitsMax} times, which is as often as it may be (Dashboard:CircuitsMax). Close one, and try again.\n",
            context.RequestAborted);
    }
}
