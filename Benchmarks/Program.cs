using System.CommandLine;
using WcfBroker.Benchmarks.CatchUp;
using WcfBroker.Benchmarks.Compare;
using WcfBroker.Benchmarks.Core;
using WcfBroker.Benchmarks.CoreWcf;
using WcfBroker.Benchmarks.Durable;
using WcfBroker.Benchmarks.FanOut;
using WcfBroker.Benchmarks.OneWay;
using WcfBroker.Benchmarks.Original;
using WcfBroker.Benchmarks.Peers;
using WcfBroker.Benchmarks.Soap;
using WcfBroker.Benchmarks.Stalled;
using WcfBroker.Benchmarks.Store;

var root = new RootCommand("Measures WcfBroker. Build with -c Release.")
{
    CoreCommand.Create(), StoreCommand.Create(), FanOutCommand.Create(), OriginalCommand.Create(), StalledCommand.Create(), CatchUpCommand.Create(),
    DurableCommand.Create(), OneWayCommand.Create(), PeersCommand.Create(), CompareCommand.Create(), CoreWcfCommand.Create(), MqttNet.Create(),
    SoapCommand.Create(), SoapServerCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
