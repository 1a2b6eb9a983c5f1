using WcfBroker.Benchmarks.Reports;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>A rate among few and among many of something.</summary>
internal readonly record struct Flatness(double Few, double Many)
{
    private const double SlowedMin = 0.7;

    public string[] Cells => [$"{Few:N0}", $"{Many:N0}"];

    /// <summary>Whether it is flat: some is lost to the processor's caches, whatever the data structure.</summary>
    public void AddTo(Report report, string what) => report.Add(
        FormattableString.Invariant($"{what}: at least {SlowedMin} of the rate among few"), Many / Few, Many / Few >= SlowedMin);
}
