using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WcfBroker.Server.Endpoints;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>
/// Where the dashboard is. It is an application of its own, made when it is first asked for: until then the broker starts as fast and takes as
/// little memory as without it.
/// </summary>
internal sealed class DashboardRoutes(IServiceProvider services) : IHttpRoutes, IAsyncDisposable
{
    private static readonly string[] Paths =
    [
        "/", "/login", "/topics/{**rest}", "/topic/{**rest}", "/subscriptions/{**rest}", "/sessions/{**rest}", "/dead-letters/{**rest}",
        "/configuration/{**rest}", "/dashboard/{**rest}", "/_blazor/{**rest}", "/_framework/{**rest}", "/_content/{**rest}",
    ];

    private readonly Lazy<DashboardApplication> _application = new(() => new DashboardApplication(services));

    public void Map(IEndpointRouteBuilder routes)
    {
        // What a host has at the root itself comes after this.
        foreach (var path in Paths)
            routes.Map(path, (RequestDelegate)(context => _application.Value.InvokeAsync(context))).WithOrder(-1);
    }

    public ValueTask DisposeAsync() => _application.IsValueCreated ? _application.Value.DisposeAsync() : default;
}
