using WcfBroker.Dashboard.Hosting;
using WcfBroker.Host.Http;
using WcfBroker.Host.NetTcp;
using WcfBroker.Host.Security;
using WcfBroker.Server.Startup;
using WcfBroker.ServiceModel.Security;

return await BrokerApplication.RunAsync(args, builder =>
{
    builder.Services.AddSingleton<ICredentialValidator, BrokerCredentials>();
    builder.AddNetTcpEndpoint();
    builder.AddSoap();
    builder.AddDashboard();
});
