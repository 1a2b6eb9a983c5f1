namespace WcfBroker.Benchmarks.Running;

/// <summary>One run: how fast it was, what an operation cost the server and the process of the clients, and what memory the server had at its end.</summary>
internal readonly record struct Run(double PerSecond, double ServerMicroseconds, double ClientMicroseconds, long ServerBytes);
