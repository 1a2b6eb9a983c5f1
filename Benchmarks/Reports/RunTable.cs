using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Reports;

/// <summary>Scenarios of a kind, with the least, the median and the most of their runs.</summary>
internal static class RunTable
{
    public static Table Of(string operation, params Scenario[] scenarios)
    {
        var table = new Table("scenario", "a second: min", "median", "max", $"server CPU us a {operation}", $"client CPU us a {operation}", "server MiB resident");
        foreach (var scenario in scenarios)
        {
            table.Add(
                scenario.Name,
                $"{scenario.Least(run => run.PerSecond):N0}",
                $"{scenario.Median(run => run.PerSecond):N0}",
                $"{scenario.Most(run => run.PerSecond):N0}",
                $"{scenario.Median(run => run.ServerMicroseconds):N2}",
                $"{scenario.Median(run => run.ClientMicroseconds):N2}",
                $"{scenario.Median(run => run.ServerBytes) / (1 << 20):N0}");
        }

        return table;
    }
}
