using System.Diagnostics;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Stalled;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>How long a message takes from its publisher to its subscriber at a rate that leaves every broker at rest.</summary>
internal static class LatencyPeers
{
    private const int Rounds = 3;

    // At this rate it takes some seconds until what is compiled at run time is, here and in the servers.
    private const int WarmUpRounds = 5;
    private const int MessagesPerSecond = 1_000;
    private const int PayloadBytes = 100;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string How = $"""
        {MessagesPerSecond:N0} messages of {PayloadBytes} B a second, one by one, from one publisher to one subscriber; from the start of a message's sending to its
        arrival. "Raw" are sockets that neither encode nor decode. Each server runs in a process of its own, all clients in another.
        {Rounds} rounds of {Duration.TotalSeconds:N1} s, interleaved, after {WarmUpRounds} that warm up.
        """;

    public static async Task<Report> RunAsync()
    {
        await using var contest = await Contest.StartAsync();
        var latencies = contest.Contestants.ToDictionary(contestant => contestant.Name, _ => new List<Latency>());
        for (var round = 0; round < WarmUpRounds + Rounds; round++)
        {
            foreach (var contestant in contest.Contestants)
            {
                var latency = await MeasureAsync(contestant.Driver, $"/latency/{contestant.Name.GetHashCode(StringComparison.Ordinal):x}/{round}");
                if (round >= WarmUpRounds)
                    latencies[contestant.Name].Add(latency);
            }
        }

        return Report(contest, latencies);
    }

    private static async Task<Latency> MeasureAsync(IDriver driver, string topic)
    {
        var recorder = new LatencyRecorder();
        using var subscriber = await driver.SubscribeAsync(topic, recorder.Receive);
        using var publisher = await driver.PublisherAsync(topic, PayloadBytes, batchMessages: 1);
        var (start, sent, count) = (Stopwatch.GetTimestamp(), 0L, (long)(Duration.TotalSeconds * MessagesPerSecond));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (sent < count)
        {
            await ticks.WaitForNextTickAsync();
            for (var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * MessagesPerSecond); sent < Math.Min(due, count); sent++)
            {
                recorder.Send(sent);
                await publisher.PublishAsync(sent);
            }
        }

        using var patience = new CancellationTokenSource(Patience);
        while (recorder.Received < count)
            await ticks.WaitForNextTickAsync(patience.Token);
        return recorder.Take();
    }

    private static Report Report(Contest contest, Dictionary<string, List<Latency>> latencies)
    {
        var report = new Report("peers-latency", $"{How}{contest.Missing}");
        var table = new Table("latency in us", "p50: min", "median", "max", "p99: min", "median", "max");
        foreach (var (name, runs) in latencies)
        {
            table.Add(
                name,
                $"{runs.Min(run => run.P50):N0}", $"{Median(runs, run => run.P50):N0}", $"{runs.Max(run => run.P50):N0}",
                $"{runs.Min(run => run.P99):N0}", $"{Median(runs, run => run.P99):N0}", $"{runs.Max(run => run.P99):N0}");
        }

        report.Add(table);
        var peers = latencies.Where(runs => !runs.Key.StartsWith("WcfBroker", StringComparison.Ordinal)).Select(runs => Median(runs.Value, run => run.P99)).ToArray();
        if (peers.Length > 0)
        {
            var ratio = (double)Median(latencies[Contest.OursOneWay], run => run.P99) / peers.Min();
            report.Add($"p99 of {Contest.OursOneWay}: at most that of the best peer", ratio, ratio <= 1);
        }

        return report;
    }

    private static long Median(List<Latency> runs, Func<Latency, long> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
