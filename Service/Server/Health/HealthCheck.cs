namespace WcfBroker.Server.Health;

/// <summary>One thing that the broker needs for its work.</summary>
internal sealed record HealthCheck(string Name, bool Ok, string Detail);
