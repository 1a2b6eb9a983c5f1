namespace WcfBroker.Benchmarks.Running;

/// <summary>One run: how fast it was, and what an operation cost the server and the process of the clients.</summary>
internal readonly record struct Run(double PerSecond, double ServerMicroseconds, double ClientMicroseconds);
