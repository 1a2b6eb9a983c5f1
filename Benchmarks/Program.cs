using System.CommandLine;
using WcfBroker.Benchmarks.Core;

var root = new RootCommand("Measures WcfBroker. Build with -c Release.") { CoreCommand.Create() };
return await root.Parse(args).InvokeAsync();
