using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>How many times the rate of another one is to have; as a cost, what share of the other's processor time it may use.</summary>
internal sealed record Target(string Ours, string Theirs, double Ratio, bool IsCost = false)
{
    public void AddTo(Report report, IReadOnlyDictionary<string, Scenario> scenarios)
    {
        if (!scenarios.TryGetValue(Ours, out var ours) || !scenarios.TryGetValue(Theirs, out var theirs))
            return;
        if (IsCost)
        {
            var cost = ours.Median(run => run.ServerMicroseconds) / theirs.Median(run => run.ServerMicroseconds);
            report.Add(FormattableString.Invariant($"{Ours}: server CPU at most {Ratio} of {Theirs}"), cost, cost <= Ratio);
            return;
        }

        var rate = ours.Median(run => run.PerSecond) / theirs.Median(run => run.PerSecond);
        report.Add(FormattableString.Invariant($"{Ours}: at least {Ratio} times {Theirs}"), rate, rate >= Ratio);
    }
}
