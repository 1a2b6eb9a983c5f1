using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>What a standing subscription costs, and whether the millionth is as fast as the first.</summary>
internal static class SubscriptionPeers
{
    private static readonly TimeSpan PeerMax = TimeSpan.FromMinutes(3);

    private static readonly string How = $"""
        {SubscriptionGrowth.Subscriptions:N0} subscriptions, each to a topic of its own of {SubscriptionGrowth.Topic.Length} characters and each confirmed, {SubscriptionGrowth.ConnectionMax:N0} a connection at the most and {SubscriptionGrowth.InFlight} at a time: by how
        much the resident memory of the server's process grows for each from {SubscriptionGrowth.Few:N0} of them on; how many are made a second, the first {SubscriptionGrowth.Chunk:N0} after
        {SubscriptionGrowth.Few:N0} and the last {SubscriptionGrowth.ConnectionMax:N0}; and how many messages of {MessageStream.PayloadBytes} B a second reach their one subscriber when {SubscriptionGrowth.Few:N0} subscriptions stand, and when all do, each
        message to another topic. Sockets that encode once and decode nothing; each broker is started anew, ours with limits that let so
        many in, and warmed up. One that takes more than {PeerMax.TotalMinutes:N0} minutes is left out.
        """;

    private static readonly BrokerStart[] Starts =
    [
        BrokerStart.Ours("--Limits:SubscriptionsPerSessionMax=100000", "--Limits:TopicsMax=4000000"),
        BrokerStart.Nats,
        BrokerStart.Redis,
        BrokerStart.Mosquitto,
    ];

    public static async Task<Report> RunAsync()
    {
        var report = new Report("peers-subscriptions", How);
        var table = new Table("subscriptions", "bytes each", "made a second, few", "many", "messages a second, few", "many");
        SubscriptionGrowth? ours = null;
        foreach (var start in Starts.Where(start => start.IsInstalled))
        {
            await using var broker = await start.StartAsync();
            using var growth = new SubscriptionGrowth(broker);
            using var patience = new CancellationTokenSource(PeerMax);
            try
            {
                await growth.RunAsync(patience.Token);
                table.Add([start.Name, $"{growth.Bytes:N0}", .. growth.Subscribing.Cells, .. growth.Publishing.Cells]);
            }
            catch (OperationCanceledException)
            {
                table.Add(start.Name, "-", "-", "-", "-", "-");
            }

            if (start.Name == BrokerStart.OursName)
                ours = growth;
        }

        report.Add(table);
        ours!.Subscribing.AddTo(report, $"WcfBroker subscribes among {SubscriptionGrowth.Subscriptions:N0} subscriptions");
        ours.Publishing.AddTo(report, $"WcfBroker publishes among {SubscriptionGrowth.Subscriptions:N0} subscriptions");
        return report;
    }
}
