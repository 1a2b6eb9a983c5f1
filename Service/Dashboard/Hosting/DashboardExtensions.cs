using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Startup;

namespace WcfBroker.Dashboard.Hosting;

/// <summary>Adds the dashboard to the HTTP endpoint.</summary>
public static class DashboardExtensions
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddChecked<DashboardOptions>(builder.Configuration, DashboardOptions.Section);
        builder.Services.AddSingleton<IHttpRoutes, DashboardRoutes>();
    }
}
