using System.CommandLine;
using WcfBroker.Benchmarks.Core;
using WcfBroker.Benchmarks.Store;

var root = new RootCommand("Measures WcfBroker. Build with -c Release.") { CoreCommand.Create(), StoreCommand.Create() };
return await root.Parse(args).InvokeAsync();
