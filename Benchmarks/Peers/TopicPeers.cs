using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>What a topic costs whose last message is kept, and whether publishing is as fast among a million as among few.</summary>
internal static class TopicPeers
{
    private const int Few = 1_000;
    private const int Topics = 1_000_000;
    private const int BatchMessages = 100;
    private const int PayloadBytes = 100;
    private const double OursBytesMax = 300;

    // A batch numbers topics and payloads alike.
    private const int NumbersPerMessage = 2;
    private static readonly TimeSpan Publish = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly string TopicName = $"/topics/{NumberedPayload.Text(0)}";

    private static readonly string How = $"""
        {Topics:N0} topics of {TopicName.Length} characters, each with a last message of {PayloadBytes} B: by how much the resident memory of the server's process grows from
        {Few:N0} of them on, {Settling.TotalSeconds:N0} s after the last, beyond the payload; and how many messages a second are published when there are {Few:N0} topics, to new ones
        until there are all, and to all of them again. Everything is in memory, each broker started anew and warmed up.
        """;

    private static readonly BrokerStart[] Starts =
    [
        BrokerStart.Ours(),
        BrokerStart.Of("Redis, keys", Redis.Program, Redis.StartAsync, port => new RedisWire(port, "SET")),
        BrokerStart.Of("mosquitto, retained", Mosquitto.Program, Mosquitto.StartAsync, port => new MqttWire(port, isRetained: true)),
        BrokerStart.Of("MQTTnet, retained", null, MqttNet.StartAsync, port => new MqttWire(port, isRetained: true)),
    ];

    public static async Task<Report> RunAsync()
    {
        var report = new Report("peers-topics", How);
        var table = new Table("topics with a message", "bytes each beyond the payload", "new topics a second", "messages a second, few topics", "all topics");
        var (oursBytes, oursPublishing) = (double.NaN, default(Flatness));
        foreach (var start in Starts.Where(start => start.IsInstalled))
        {
            await using var broker = await start.StartAsync();
            var (bytes, rate, publishing) = await MeasureAsync(broker);
            table.Add([start.Name, $"{bytes:N0}", $"{rate:N0}", .. publishing.Cells]);
            if (start.Name == BrokerStart.OursName)
                (oursBytes, oursPublishing) = (bytes, publishing);
        }

        report.Add(table);
        report.Add($"WcfBroker: at most {OursBytesMax} B a topic beyond the payload", oursBytes, oursBytes <= OursBytesMax);
        oursPublishing.AddTo(report, $"WcfBroker publishes among {Topics:N0} topics");
        return report;
    }

    private static async Task<(double Bytes, double PerSecond, Flatness Publishing)> MeasureAsync(RunningBroker broker)
    {
        using var publisher = await broker.Driver.PublisherAsync(TopicName, PayloadBytes, BatchMessages);
        await PublishAsync(Few);
        var few = await PublishAsync(Few);
        await Task.Delay(Settling, TimeProvider.System);
        var before = broker.Process.ResidentBytes;
        var meter = new Meter(broker.Process);
        for (var topic = Few; topic < Topics; topic += BatchMessages)
            await publisher.PublishAsync((long)topic * NumbersPerMessage);
        var rate = meter.Stop(Topics - Few).PerSecond;
        await Task.Delay(Settling, TimeProvider.System);
        var bytes = ((broker.Process.ResidentBytes - before) / (double)(Topics - Few)) - PayloadBytes;
        return (bytes, rate, new(few, await PublishAsync(Topics)));

        async Task<double> PublishAsync(int topics)
        {
            var (published, running) = (0L, new Meter(broker.Process));
            for (; running.Elapsed < Publish; published += BatchMessages)
                await publisher.PublishAsync(published % topics * NumbersPerMessage);
            return running.Stop(published).PerSecond;
        }
    }
}
