using System.CommandLine;
using WcfBroker.Benchmarks.Core;
using WcfBroker.Benchmarks.FanOut;
using WcfBroker.Benchmarks.Original;
using WcfBroker.Benchmarks.Soap;
using WcfBroker.Benchmarks.Stalled;
using WcfBroker.Benchmarks.Store;

var root = new RootCommand("Measures WcfBroker. Build with -c Release.")
{
    CoreCommand.Create(), StoreCommand.Create(), FanOutCommand.Create(), OriginalCommand.Create(), StalledCommand.Create(),
    SoapCommand.Create(), SoapServerCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
