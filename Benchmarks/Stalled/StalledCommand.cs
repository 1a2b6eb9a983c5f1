using System.CommandLine;
using WcfBroker.Benchmarks.Reports;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>The verb <c>stalled</c>: what a subscriber that stops reading costs the others.</summary>
internal static class StalledCommand
{
    private const int Rounds = 10;
    private const int Healthy = 10;

    // Long enough to fill the buffers and the outbox of a session that does not read.
    private static readonly TimeSpan Stalling = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string How = $"""
        Two hosts at the same time, so that what else happens on the machine meets both alike. In each a WCF client posts
        {SteadyPublisher.MessagesPerSecond:N0} messages of {SteadyPublisher.PayloadBytes:N0} B a second to {Healthy} sessions over net.tcp, sockets that read at once and must receive all. In
        one of the two, another one each round, one more session has subscribed and does not read, from {Stalling.TotalSeconds:N1} s before the
        measurement on; afterwards it reads on and must come to a Gap notice. Latency runs from the start of a message's sending to
        its arrival at each healthy session. {Rounds} rounds of {Measured.TotalSeconds:N0} s, after one that warms up.
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
        await using var one = await SteadyStream.OpenAsync(Healthy);
        await using var other = await SteadyStream.OpenAsync(Healthy);
        await RunAsync(one, other, one);
        var rounds = new List<Pair>();
        while (rounds.Count < Rounds)
        {
            var latencies = await RunAsync(one, other, rounds.Count % 2 == 0 ? one : other);
            rounds.Add(rounds.Count % 2 == 0 ? new Pair(latencies[1], latencies[0]) : new Pair(latencies[0], latencies[1]));
        }

        Report(rounds).Finish(isKept);
    }

    private static async Task<Latency[]> RunAsync(SteadyStream one, SteadyStream other, SteadyStream stalling)
    {
        using var stalled = await stalling.SubscribeAsync();
        await Task.WhenAll(one.RunAsync(Stalling), other.RunAsync(Stalling));
        var latencies = await Task.WhenAll(one.RunAsync(Measured), other.RunAsync(Measured));
        await stalled.ReceiveUntilAsync("Gap"u8.ToArray()).WaitAsync(Patience);
        return latencies;
    }

    private static Report Report(List<Pair> rounds)
    {
        var report = new Report("stalled", How);
        var table = new Table("latency in us", "p50: min", "median", "max", "p99: min", "median", "max", "highest: median");
        Add(table, "all read", [.. rounds.Select(round => round.Without)]);
        Add(table, "one does not", [.. rounds.Select(round => round.With)]);
        report.Add(table);
        Add(report, "p99", Median(rounds.Select(round => (double)round.With.P99 / round.Without.P99)));
        Add(report, "p50", Median(rounds.Select(round => (double)round.With.P50 / round.Without.P50)));
        return report;
    }

    private static void Add(Report report, string figure, double ratio) => report.Add(
        $"the {figure} beside a stalled subscriber is less than 1.10 of that without, as the median of the rounds", ratio, ratio < 1.10);

    private static void Add(Table table, string name, Latency[] runs) => table.Add(
        name,
        $"{runs.Min(run => run.P50):N0}",
        $"{Median(runs.Select(run => (double)run.P50)):N0}",
        $"{runs.Max(run => run.P50):N0}",
        $"{runs.Min(run => run.P99):N0}",
        $"{Median(runs.Select(run => (double)run.P99)):N0}",
        $"{runs.Max(run => run.P99):N0}",
        $"{Median(runs.Select(run => (double)run.Most)):N0}");

    private static double Median(IEnumerable<double> figures) => figures.Order().Skip(Rounds / 2 - 1).Take(2).Average();
}
