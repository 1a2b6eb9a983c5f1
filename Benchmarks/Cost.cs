namespace WcfBroker.Benchmarks;

/// <summary>What one operation costs.</summary>
internal readonly record struct Cost(double Nanoseconds, double Bytes)
{
    public override string ToString() => $"{Nanoseconds:F0} ns, {Bytes:F0} B";
}
