using CoreWCF.Configuration;
using CoreWCF.Description;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using WcfBroker.Host.CoreWcf.Dispatch;
using WcfBroker.Host.CoreWcf.Http;
using WcfBroker.Host.CoreWcf.NetTcp;
using WcfBroker.Host.CoreWcf.Security;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Startup;

namespace WcfBroker.Host.CoreWcf;

/// <summary>Adds the contracts over net.tcp and HTTP, carried by CoreWCF, unless the configuration switches an endpoint off.</summary>
internal static class CoreWcfExtensions
{
    public static void AddCoreWcf(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddServiceModelServices();
        services.AddServiceModelMetadata();
        services.AddChecked<WcfOptions>(builder.Configuration, WcfOptions.Section);
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<CallerFactory>();
        services.AddSingleton<ServiceInstances>();
        services.AddSingleton<FaultTranslation>();
        services.AddSingleton<IServiceBehavior, BrokerBehavior>();
        services.AddSingleton<UserNameLogins>();
        if (IsOn(builder, nameof(EndpointsOptions.NetTcp)))
        {
            services.AddSingleton<NetTcpBrokerEndpoint>();
            services.AddSingleton<IBrokerEndpoint>(provider => provider.GetRequiredService<NetTcpBrokerEndpoint>());
            services.Configure<SocketTransportOptions>(LoopbackSegments.Limit);
            builder.WebHost.UseNetTcp(options => options.ApplicationServices.GetRequiredService<NetTcpBrokerEndpoint>().Listen(options));
        }

        if (IsOn(builder, nameof(EndpointsOptions.Http)))
            services.AddSingleton<IHttpRoutes, SoapRoutes>();
    }

    private static bool IsOn(WebApplicationBuilder builder, string endpoint) => builder.Configuration[$"{EndpointsOptions.Section}:{endpoint}:Url"] is not "";
}
