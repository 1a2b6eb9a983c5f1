using System.CommandLine;

namespace WcfBroker.Benchmarks.Reports;

/// <summary>The options of verbs that report.</summary>
internal static class ReportOptions
{
    public static Option<bool> Write() => new("--write") { Description = "Keep the report in Benchmarks/results." };
}
