using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Options;
using WcfBroker.Server.Startup;
using WcfBroker.ServiceModel.NetTcp;

namespace WcfBroker.Host.NetTcp;

/// <summary>Adds the net.tcp endpoint to the server, unless the configuration switches it off.</summary>
internal static class NetTcpExtensions
{
    public static void AddNetTcpEndpoint(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[$"{EndpointsOptions.Section}:NetTcp:Url"] is "")
            return;
        builder.Services.AddChecked<NetTcpEndpointOptions>(builder.Configuration, "NetTcp");
        builder.Services.AddSingleton<NetTcpBrokerEndpoint>();
        builder.Services.AddSingleton<IBrokerEndpoint>(services => services.GetRequiredService<NetTcpBrokerEndpoint>());
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenNetTcp(kestrel.ApplicationServices.GetRequiredService<NetTcpBrokerEndpoint>().Listener));
    }
}
