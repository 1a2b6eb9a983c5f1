using System.CommandLine;
using WcfBroker.Benchmarks.Core;
using WcfBroker.Benchmarks.FanOut;

var root = new RootCommand("Measures WcfBroker. Build with -c Release.") { CoreCommand.Create(), FanOutCommand.Create() };
return await root.Parse(args).InvokeAsync();
