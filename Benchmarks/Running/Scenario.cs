namespace WcfBroker.Benchmarks.Running;

/// <summary>Something to measure, and what its runs showed.</summary>
internal sealed class Scenario(string name, Func<Task<Run>> run)
{
    private readonly List<Run> _runs = [];

    public string Name => name;

    /// <summary>Runs all in turn, so that what else happens on the machine meets them alike; a first round only warms up.</summary>
    public static async Task RunAsync(int rounds, params Scenario[] scenarios)
    {
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var scenario in scenarios)
                await scenario.RunOnceAsync(isKept: round > 0);
        }
    }

    public double Least(Func<Run, double> figure) => _runs.Min(figure);

    public double Median(Func<Run, double> figure) => _runs.Select(figure).Order().ElementAt(_runs.Count / 2);

    public double Most(Func<Run, double> figure) => _runs.Max(figure);

    private async Task RunOnceAsync(bool isKept)
    {
        var result = await run();
        if (isKept)
            _runs.Add(result);
    }
}
