using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Core.Errors;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Rest;
using WcfBroker.Server.Security.Rights;

namespace WcfBroker.Server.Observability;

/// <summary>The metrics in the text format of Prometheus, for those who may administer the broker.</summary>
internal sealed class MetricsPage(
    IServiceProvider services, StateReader state, AccessControl access, IOptions<ObservabilityOptions> options, ILogger<MetricsPage> logger)
    : IHttpRoutes
{
    private RequestDelegate? _page;

    public void Map(IEndpointRouteBuilder routes)
    {
        var metrics = options.Value.Metrics;
        if (!metrics.Enabled)
            return;
        var page = routes.MapGet("/metrics", context => RestCall.RunAsync(context, logger, () => ServeAsync(context, metrics)));
        if (metrics.AllowAnonymous)
            page.AllowAnonymous();
    }

    private async Task ServeAsync(HttpContext context, MetricsOptions metrics)
    {
        if (!metrics.AllowAnonymous)
        {
            using var caller = access.Of(new HttpCaller(context, logger));
            if (caller.CheckAdminister("read the metrics") is { } refusal)
                throw new BrokerException(refusal);
        }

        await state.RefreshAsync(context.RequestAborted).ConfigureAwait(false);
        await (_page ??= Build())(context).ConfigureAwait(false);
    }

    // What is not needed before this is not loaded before this.
    private RequestDelegate Build()
    {
        var page = new ApplicationBuilder(services);
        page.UseOpenTelemetryPrometheusScrapingEndpoint(services.GetRequiredService<Telemetry>().Page(), _ => true, null, null, null);
        return page.Build();
    }
}
