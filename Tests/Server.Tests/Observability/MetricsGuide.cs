using System.Runtime.CompilerServices;

namespace WcfBroker.Server.Tests.Observability;

/// <summary>The table of metrics in the guide.</summary>
internal static class MetricsGuide
{
    /// <summary>Its rows, as <c>name | type | unit | meaning</c>, in the order of their names.</summary>
    public static string[] Rows([CallerFilePath] string here = "")
    {
        var guide = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/guides/observability.md");
        return
        [
            .. File.ReadLines(guide).Where(line => line.StartsWith("| `wcfbroker.", StringComparison.Ordinal))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => $"{cells[1].Trim('`')} | {cells[2]} | {cells[3].Trim('`')} | {cells[5]}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
