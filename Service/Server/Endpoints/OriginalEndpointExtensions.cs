using WcfBroker.Server.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WcfBroker.Core.Loop;
using WcfBroker.OriginalProtocol;
using WcfBroker.OriginalProtocol.Access;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Options;
using WcfBroker.Server.Sessions;

namespace WcfBroker.Server.Endpoints;

/// <summary>Adds the original protocol's endpoint to the server, unless the configuration switches it off.</summary>
internal static class OriginalEndpointExtensions
{
    public static void AddOriginalEndpoint(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[$"{EndpointsOptions.Section}:Original:Url"] is "")
            return;
        builder.Services.AddChecked<OriginalProtocolOptions>(builder.Configuration, "Original");
        builder.Services.AddSingleton(services => new OriginalProtocolHandler(
            services.GetRequiredService<BrokerLoop>(),
            services.GetRequiredService<SessionServices>().NextId,
            services.GetRequiredService<IOptions<OriginalProtocolOptions>>().Value,
            services.GetRequiredService<ILogger<OriginalProtocolHandler>>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IClientAdmission>(),
            new OriginalMessages(services.GetRequiredService<BrokerMetrics>(), services.GetRequiredService<TimeProvider>())));
        builder.Services.AddSingleton<OriginalEndpoint>();
        builder.Services.AddSingleton<IBrokerEndpoint>(services => services.GetRequiredService<OriginalEndpoint>());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ApplicationServices.GetRequiredService<OriginalEndpoint>().Listen(kestrel));
    }
}
