using WcfBroker.Dashboard.Hosting;
using WcfBroker.Host.CoreWcf;
using WcfBroker.Server.Startup;

var exitCode = await BrokerApplication.RunAsync(args, builder =>
{
    builder.AddCoreWcf();
    builder.AddDashboard();
});

// A thread of CoreWCF's scheduler never ends and would keep the process.
Environment.Exit(exitCode);
