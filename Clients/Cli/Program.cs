using WcfBroker.Cli;

return await CommandLine.RunAsync(args, CliEnvironment.OfThisProcess());
