namespace WcfBroker.Fuzz;

/// <summary>The time at which the kept inputs are good.</summary>
internal sealed class FixedTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
}
