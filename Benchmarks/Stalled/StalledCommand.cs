using System.CommandLine;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Stalled;

/// <summary>The verb <c>stalled</c>: what a subscriber that stops reading costs the others.</summary>
internal static class StalledCommand
{
    private const int Rounds = 5;
    private const int Healthy = 10;

    // Long enough to warm up, and to fill the buffers and the outbox of a session that does not read.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    private static readonly string How = $"""
        A WCF client posts {SteadyPublisher.MessagesPerSecond:N0} messages of {SteadyPublisher.PayloadBytes:N0} B a second to {Healthy} sessions over net.tcp, sockets that read at once. Every
        {Slice.Messages} messages the stream changes between two topics: one that all read, and one that an 11th session has subscribed to and
        does not read. It stalls {Before.TotalSeconds:N0} s before the measurement begins, reads on at the end, and must come to a Gap notice; the others
        must receive every message. Latency runs from the start of a message's sending to its arrival at each healthy session.
        {Rounds} rounds of {Measured.TotalSeconds:N0} s.
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
        await using var host = await Servers.StartHostAsync();
        using var stream = await SteadyStream.OpenAsync(host.Address(Servers.NetTcp), Healthy);
        await stream.RunAsync(Before);
        var runs = new List<(Latency AllRead, Latency OneStalled)>();
        for (var round = 0; round < Rounds; round++)
            runs.Add(await stream.RunAsync(Measured));
        await stream.ResumeAsync();
        Report(runs).Finish(isKept);
    }

    private static Report Report(List<(Latency AllRead, Latency OneStalled)> runs)
    {
        var report = new Report("stalled", How);
        var table = new Table("latency in us", "p50: min", "median", "max", "p99: min", "median", "max", "highest: median");
        Add(table, "all read", [.. runs.Select(run => run.AllRead)]);
        Add(table, "one does not", [.. runs.Select(run => run.OneStalled)]);
        report.Add(table);
        var ratio = Median(runs.Select(run => (double)run.OneStalled.P99 / run.AllRead.P99));
        report.Add("the p99 beside a stalled subscriber is less than 1.10 of that without, as the median of the rounds", ratio, ratio < 1.10);
        return report;
    }

    private static void Add(Table table, string name, Latency[] runs) => table.Add(
        name,
        $"{runs.Min(run => run.P50):N0}",
        $"{Median(runs.Select(run => (double)run.P50)):N0}",
        $"{runs.Max(run => run.P50):N0}",
        $"{runs.Min(run => run.P99):N0}",
        $"{Median(runs.Select(run => (double)run.P99)):N0}",
        $"{runs.Max(run => run.P99):N0}",
        $"{Median(runs.Select(run => (double)run.Most)):N0}");

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);
}
