using System.CommandLine;
using WcfBroker.Benchmarks.Reports;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>The verb <c>stalled</c>: what a subscriber that stops reading costs the others.</summary>
internal static class StalledCommand
{
    private const int Rounds = 6;
    private const int RunsPerRound = 5;
    private const int Healthy = 10;

    // Long enough to fill the buffers and the outbox of a session that does not read.
    private static readonly TimeSpan Stalling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string How = $"""
        A WCF client posts {SteadyPublisher.MessagesPerSecond:N0} messages of {SteadyPublisher.PayloadBytes:N0} B a second to {Healthy} sessions over net.tcp, sockets that read at once and must
        receive all. In every other round one more session has subscribed and does not read, from {Stalling.TotalSeconds:N0} s before the measurement
        on; afterwards it reads on and must come to a Gap notice. Latency runs from the start of a message's sending to its arrival at
        each healthy session. {Rounds} rounds of each kind in the order a b b a, {RunsPerRound} runs of {Measured.TotalSeconds:N1} s in each, after one of each that warms up.
        The runs are short and many, so that most of them meet neither other work of the machine nor a collection of the host's
        garbage, and the medians are of those; the maxima show the others.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var command = new Command("stalled", "The latency of healthy subscribers beside one that does not read.") { write };
        command.SetAction((result, _) => RunAsync(result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(bool isKept)
    {
        await using var stream = await SteadyStream.OpenAsync(Healthy);
        var without = new List<Latency>();
        var with = new List<Latency>();
        for (var round = 0; round <= Rounds; round++)
        {
            var isStalledFirst = round % 2 == 0;
            (isStalledFirst ? with : without).AddRange(await RunAsync(stream, isStalledFirst));
            (isStalledFirst ? without : with).AddRange(await RunAsync(stream, !isStalledFirst));
        }

        Report(without[RunsPerRound..], with[RunsPerRound..]).Finish(isKept);
    }

    private static async Task<List<Latency>> RunAsync(SteadyStream stream, bool isStalled)
    {
        using var stalled = isStalled ? await stream.SubscribeAsync() : null;
        await stream.RunAsync(Stalling);
        var runs = new List<Latency>();
        while (runs.Count < RunsPerRound)
            runs.Add(await stream.RunAsync(Measured));
        if (stalled is not null)
            await stalled.ReceiveUntilAsync("Gap"u8.ToArray()).WaitAsync(Patience);
        return runs;
    }

    private static Report Report(List<Latency> without, List<Latency> with)
    {
        var report = new Report("stalled", How);
        var table = new Table("latency in us", "p50: min", "median", "max", "p99: min", "median", "max", "highest: median");
        Add(table, "all read", without);
        Add(table, "one does not", with);
        report.Add(table);
        var ratio = Median(with, run => run.P99) / Median(without, run => run.P99);
        report.Add("p99 beside a stalled subscriber less than 1.10 of that without", ratio, ratio < 1.10);
        report.Add("p50, as a ratio", Median(with, run => run.P50) / Median(without, run => run.P50));
        return report;
    }

    private static void Add(Table table, string name, List<Latency> runs) => table.Add(
        name,
        $"{runs.Min(run => run.P50):N0}",
        $"{Median(runs, run => run.P50):N0}",
        $"{runs.Max(run => run.P50):N0}",
        $"{runs.Min(run => run.P99):N0}",
        $"{Median(runs, run => run.P99):N0}",
        $"{runs.Max(run => run.P99):N0}",
        $"{Median(runs, run => run.Most):N0}");

    private static double Median(List<Latency> runs, Func<Latency, long> figure) =>
        runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
