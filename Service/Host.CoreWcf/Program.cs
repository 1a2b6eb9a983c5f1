using WcfBroker.Dashboard.Hosting;
using WcfBroker.Host.CoreWcf;
using WcfBroker.Server.Startup;

return await BrokerApplication.RunAsync(args, builder =>
{
    builder.AddCoreWcf();
    builder.AddDashboard();
});
