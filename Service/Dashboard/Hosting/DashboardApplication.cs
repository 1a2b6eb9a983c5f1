using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using WcfBroker.Dashboard.Brokers;
using WcfBroker.Dashboard.Circuits;
using WcfBroker.Dashboard.Components;
using WcfBroker.Server.Inspection;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>The dashboard's own services and middleware. Of the broker it is given what it shows, and the host's clock, logs and life.</summary>
internal sealed class DashboardApplication : IAsyncDisposable
{
    private const int CallBytesMax = 512 << 10;
    private const int DisconnectedMax = 10;
    private static readonly TimeSpan DisconnectedTime = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services;
    private readonly RequestDelegate _pipeline;

    public DashboardApplication(IServiceProvider host)
    {
        _services = Services(host).BuildServiceProvider(validateScopes: true);
        var app = new ApplicationBuilder(_services);
        app.Use(SecurityHeaders.InvokeAsync);
        app.UseMiddleware<StaticAssets>();
        app.UseMiddleware<CircuitAdmission>();
        app.Use(CallerClaims.InvokeAsync);
        app.UseRouting();
        app.UseAntiforgery();
        app.UseEndpoints(routes =>
        {
            routes.Map("/login", Login.InvokeAsync);
            routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(render => render.ContentSecurityFrameAncestorsPolicy = null);
        });
        _pipeline = app.Build();
    }

    public async Task InvokeAsync(HttpContext context)
    {
        var (endpoint, services) = (context.GetEndpoint(), context.Features.Get<IServiceProvidersFeature>());
        context.SetEndpoint(null);
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, _services.GetRequiredService<IServiceScopeFactory>()));
        try
        {
            await _pipeline(context).ConfigureAwait(false);
        }
        finally
        {
            context.Features.Set(services);
            context.SetEndpoint(endpoint);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceCollection Services(IServiceProvider host)
    {
        var services = new ServiceCollection();
        Share<IHostApplicationLifetime>();
        Share<IWebHostEnvironment>();
        Share<IHostEnvironment>();
        Share<IConfiguration>();
        Share<ILoggerFactory>();
        Share<DiagnosticListener>();
        Share<DiagnosticSource>();
        Share<TimeProvider>();
        Share<SessionServices>();
        Share<ServerReport>();
        Share<IOptions<DashboardOptions>>();
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();

        // The keys live as long as the pages they are for: none is written to the disk.
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = DisconnectedMax;
            circuits.DisconnectedCircuitRetentionPeriod = DisconnectedTime;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = CallBytesMax);
        services.AddMudServices();
        services.AddSingleton<CircuitCount>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<CircuitCount>());
        services.AddScoped<DashboardBroker>();
        return services;

        void Share<T>()
            where T : class => services.AddSingleton(host.GetRequiredService<T>());
    }
}
