using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Reports;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>What a subscriber costs that is sent nothing.</summary>
internal static class ConnectionPeers
{
    private const int Subscribers = 1_000;
    private const int WarmUp = 100;
    private const double OursKibibytesMax = 12;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private static readonly string How = $"""
        {Subscribers:N0} subscribers, each in a connection of its own and to a topic of its own, to which nothing is published: by how much the resident memory of the
        server's process grows, {Settling.TotalSeconds:N0} s after the last of them, {WarmUp} others being there before.
        """;

    public static async Task<Report> RunAsync()
    {
        await using var contest = await Contest.StartAsync();
        var report = new Report("peers-connections", $"{How}{contest.Missing}");
        var table = new Table("idle subscribers", "KiB each");
        var ours = double.NaN;
        foreach (var contestant in contest.Contestants.Where(contestant => contestant.Driver is Wire or RabbitMqDriver))
        {
            var kibibytes = await MeasureAsync(contestant);
            table.Add(contestant.Name, $"{kibibytes:N1}");
            if (contestant.Name == Contest.OursBatches)
                ours = kibibytes;
        }

        report.Add(table);
        report.Add($"an idle duplex subscriber of WcfBroker takes at most {OursKibibytesMax} KiB", ours, ours <= OursKibibytesMax);
        return report;
    }

    private static async Task<double> MeasureAsync(Contestant contestant)
    {
        var connections = new List<IDisposable>();
        try
        {
            await AddAsync(WarmUp);
            var before = contestant.Server.ResidentBytes;
            await AddAsync(Subscribers);
            return (contestant.Server.ResidentBytes - before) / 1_024.0 / Subscribers;
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }

        async Task AddAsync(int count)
        {
            for (var i = 0; i < count; i++)
                connections.Add(await contestant.Driver.SubscribeAsync($"/idle/{connections.Count}", _ => { }));
            await Task.Delay(Settling, TimeProvider.System);
        }
    }
}
