using WcfBroker.Host.Http;
using WcfBroker.Host.NetTcp;
using WcfBroker.Server.Startup;

return await BrokerApplication.RunAsync(args, builder =>
{
    builder.AddNetTcpEndpoint();
    builder.AddSoap();
});
