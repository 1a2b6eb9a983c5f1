using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WcfBroker.Core;
using WcfBroker.Server.Health;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Options;
using WcfBroker.Server.Rest;
using WcfBroker.Server.Rest.Streams;
using WcfBroker.Server.Security.Http;
using WcfBroker.Server.Startup;

namespace WcfBroker.Server.Endpoints;

/// <summary>Adds the HTTP endpoint to the server, unless the configuration switches it off.</summary>
internal static class HttpEndpointExtensions
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddHttpEndpoint(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[$"{EndpointsOptions.Section}:Http:Url"] is "")
            return;
        builder.Services.AddChecked<HttpOptions>(builder.Configuration, HttpOptions.Section);
        builder.Services.AddSingleton<HttpEndpoint>();
        builder.Services.AddSingleton<IBrokerEndpoint>(services => services.GetRequiredService<HttpEndpoint>());
        builder.Services.AddSingleton<EventStreams>();
        builder.Services.AddSingleton<IHttpRoutes, RestRoutes>();
        builder.Services.AddSingleton<IHttpRoutes, HealthRoutes>();
        builder.Services.AddSingleton<IHttpRoutes, MetricsPage>();
        builder.Services.AddHttpSecurity();
        builder.Services.AddOptions<HostFilteringOptions>().Configure<IOptions<EndpointsOptions>>((filtering, endpoints) =>
        {
            filtering.AllowedHosts = [.. HostsOf(new Uri(endpoints.Value.Http.Url))];
            filtering.IncludeFailureMessage = false;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel);
            kestrel.ApplicationServices.GetRequiredService<HttpEndpoint>().Listen(kestrel);
        });
    }

    public static void MapHttpEndpoint(this WebApplication app)
    {
        if (app.Services.GetService<HttpEndpoint>() is null)
            return;
        app.UseHostFiltering();
        app.Use(RequestGuard.InvokeAsync);
        app.UseHttpSecurity();
        foreach (var routes in app.Services.GetServices<IHttpRoutes>())
            routes.Map(app);
    }

    // A name that some site lets point to this machine is no name of the broker.
    private static IEnumerable<string> HostsOf(Uri url) =>
        ListenAddress.Parse(url).IsLoopback ? LoopbackHosts.Append(url.Host).Distinct(StringComparer.OrdinalIgnoreCase) : ["*"];

    private static void Limit(KestrelServerOptions kestrel)
    {
        var options = kestrel.ApplicationServices.GetRequiredService<IOptions<HttpOptions>>().Value;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = HttpOptions.BodyBytesMax(kestrel.ApplicationServices.GetRequiredService<IOptions<BrokerLimits>>().Value);
        limits.MaxRequestLineSize = options.RequestLineBytesMax;
        limits.MaxRequestHeadersTotalSize = options.HeaderBytesMax;
        limits.MaxRequestHeaderCount = options.HeadersMax;
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.KeepAliveTimeout = options.IdleTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.BytesPerSecondMin, options.SlowTimeMax);
        limits.MinResponseDataRate = limits.MinRequestBodyDataRate;
        kestrel.AddServerHeader = false;
    }
}
