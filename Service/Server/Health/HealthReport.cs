namespace WcfBroker.Server.Health;

/// <summary>Whether the broker can do its work, and what was looked at to say so.</summary>
internal sealed record HealthReport(string Status, IReadOnlyList<HealthCheck> Checks)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsReady => Checks.All(check => check.Ok);

    public static HealthReport Of(IReadOnlyList<HealthCheck> checks) => new(checks.All(check => check.Ok) ? "ready" : "not ready", checks);
}
