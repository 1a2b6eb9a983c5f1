using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Startup;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>Adds the dashboard to the HTTP endpoint, unless the configuration switches it off.</summary>
public static class DashboardExtensions
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddChecked<DashboardOptions>(builder.Configuration, DashboardOptions.Section);
        if (bool.TryParse(builder.Configuration[$"{DashboardOptions.Section}:{nameof(DashboardOptions.Enabled)}"], out var enabled) && !enabled)
            return;
        builder.Services.AddSingleton<IHttpRoutes, DashboardRoutes>();
        builder.Services.AddSingleton(new HttpPage("Dashboard", "/", "topics, rates, subscriptions, dead letters in a browser"));
    }
}
