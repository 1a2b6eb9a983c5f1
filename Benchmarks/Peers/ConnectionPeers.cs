using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>What a subscriber costs that is sent nothing.</summary>
internal static class ConnectionPeers
{
    private const int Before = 1_000;
    private const int Subscribers = 4_000;
    private const double OursKibibytesMax = 12;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectingMax = TimeSpan.FromMinutes(3);

    private static readonly string How = $"""
        Subscribers, each in a connection of its own and to a topic of its own, to which nothing is published: by how much the resident memory of the server's
        process grows from {Before:N0} of them to {Subscribers:N0}, {Settling.TotalSeconds:N0} s after the last, so that what is counted is what stays and not what connecting leaves behind.
        Each broker is started anew, ours with limits that let so many in.
        """;

    private static readonly BrokerStart[] Starts =
    [
        BrokerStart.Ours("--NetTcp:ConnectionsMax=10000", "--Limits:SessionsMax=10000"),
        BrokerStart.Nats,
        BrokerStart.Redis,
        BrokerStart.Mosquitto,
        BrokerStart.MqttNet,
        BrokerStart.RabbitMq,
    ];

    public static async Task<Report> RunAsync()
    {
        var report = new Report("peers-connections", How);
        var table = new Table("idle subscribers", "KiB each", "connected");
        var ours = double.NaN;
        foreach (var start in Starts.Where(start => start.IsInstalled))
        {
            await using var broker = await start.StartAsync();
            var (kibibytes, connected) = await MeasureAsync(broker);
            table.Add(start.Name, $"{kibibytes:N1}", $"{connected:N0}");
            if (start.Name == BrokerStart.OursName)
                ours = kibibytes;
        }

        report.Add(table);
        report.Add($"an idle duplex subscriber of WcfBroker takes at most {OursKibibytesMax} KiB", ours, ours <= OursKibibytesMax);
        return report;
    }

    private static async Task<(double Kibibytes, int Connected)> MeasureAsync(RunningBroker broker)
    {
        var connections = new List<IDisposable>();
        var meter = new Meter(broker.Process);
        try
        {
            var before = await GrowAsync(Before);
            var after = await GrowAsync(Subscribers);
            return ((after - before) / 1_024.0 / (connections.Count - Before), connections.Count);
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }

        // One that takes too long is measured with fewer.
        async Task<long> GrowAsync(int count)
        {
            while (connections.Count < count && meter.Elapsed < ConnectingMax)
                connections.Add(await broker.Driver.SubscribeAsync($"/idle/{connections.Count}", _ => { }));
            await Task.Delay(Settling, TimeProvider.System);
            return broker.Process.ResidentBytes;
        }
    }
}
