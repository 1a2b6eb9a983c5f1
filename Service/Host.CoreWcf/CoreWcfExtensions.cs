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
        RefuseOther(builder);
        var services = builder.Services;
        services.AddServiceModelServices();
        services.AddServiceModelMetadata();
        services.AddChecked<WcfOptions>(builder.Configuration, WcfOptions.Section);
        services.AddSingleton<CallerFactory>();
        services.AddSingleton<ServiceInstances>();
        services.AddSingleton<FaultTranslation>();
        services.AddSingleton<IServiceBehavior, BrokerBehavior>();
        services.AddSingleton<UserNameLogins>();
        if (IsOn(builder, nameof(EndpointsOptions.NetTcp)))
        {
            services.AddSingleton<SessionLifetime>();
#pragma warning disable CS0618 // What CoreWCF asks for.
            services.AddSingleton<Microsoft.Extensions.Hosting.IApplicationLifetime>(provider => provider.GetRequiredService<SessionLifetime>());
#pragma warning restore CS0618
            services.AddSingleton<NetTcpBrokerEndpoint>();
            services.AddSingleton<IBrokerEndpoint>(provider => provider.GetRequiredService<NetTcpBrokerEndpoint>());
            services.Configure<SocketTransportOptions>(LoopbackSegments.Limit);
            builder.WebHost.UseNetTcp(options => options.ApplicationServices.GetRequiredService<NetTcpBrokerEndpoint>().Listen(options));
        }

        if (IsOn(builder, nameof(EndpointsOptions.Http)))
            services.AddSingleton<IHttpRoutes, SoapRoutes>();
    }

    // A limit that is set and does not hold would be worse than none.
    private static void RefuseOther(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection("Soap").GetChildren().FirstOrDefault() is { } setting)
            throw new StartException($"{setting.Path} is a setting of the default host; the limits of this one stand in the section {WcfOptions.Section}.");
    }

    private static bool IsOn(WebApplicationBuilder builder, string endpoint) => builder.Configuration[$"{EndpointsOptions.Section}:{endpoint}:Url"] is not "";
}
