namespace WcfBroker.Cli.Subscribing;

internal sealed record HeaderLine(string Name, string Value);
