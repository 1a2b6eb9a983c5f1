namespace WcfBroker.Cli.Bench;

/// <summary>What a bench was asked to measure.</summary>
internal sealed record BenchArguments(string Topic, int SizeBytes, long CountMax, TimeSpan DurationMax, int Publishers, int Subscribers, int BatchMessages);
