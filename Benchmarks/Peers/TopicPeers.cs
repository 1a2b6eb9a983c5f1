using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>What a topic costs whose last message is kept.</summary>
internal static class TopicPeers
{
    private const int Topics = 1_000_000;
    private const int BatchMessages = 100;
    private const int PayloadBytes = 100;
    private const double OursBytesMax = 300;

    // A batch numbers topics and payloads alike.
    private const int NumbersPerMessage = 2;
    private const string Ours = "WcfBroker, in memory";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly string TopicName = $"/topics/{NumberedPayload.Text(0)}";

    private static readonly string How = $"""
        {Topics:N0} topics of {TopicName.Length} characters, each with a last message of {PayloadBytes} B: by how much the resident memory of the server's process grows,
        {Settling.TotalSeconds:N0} s after the last of them, beyond the payload.
        """;

    public static async Task<Report> RunAsync()
    {
        var report = new Report("peers-topics", How);
        var table = new Table("topics with a message", "bytes each beyond the payload", "a second");
        var ours = double.NaN;
        foreach (var (name, program, start) in Starts())
        {
            if (program is not null && PeerServer.Find(program) is null)
                continue;
            var (server, process, wire) = await start();
            await using (server)
            {
                var (bytes, rate) = await MeasureAsync(process, wire);
                table.Add(name, $"{bytes:N0}", $"{rate:N0}");
                if (name == Ours)
                    ours = bytes;
            }
        }

        report.Add(table);
        report.Add($"{Ours}: at most {OursBytesMax} B a topic", ours, ours <= OursBytesMax);
        return report;
    }

    private static (string Name, string? Program, Func<Task<(IAsyncDisposable Server, ServerProcess Process, IDriver Wire)>> Start)[] Starts() =>
    [
        (Ours, null, async () => await Servers.StartHostAsync() is var host ? (host, host, new NetTcpWire(host.Address(Servers.NetTcp), isBatched: true)) : default),
        ("Redis, keys", Redis.Program, async () => Of(await Redis.StartAsync(), port => new RedisWire(port, "SET"))),
        ("mosquitto, retained", Mosquitto.Program, async () => Of(await Mosquitto.StartAsync(), port => new MqttWire(port, isRetained: true))),
        ("MQTTnet, retained", null, async () => Of(await MqttNet.StartAsync(), port => new MqttWire(port, isRetained: true))),
    ];

    private static (IAsyncDisposable Server, ServerProcess Process, IDriver Wire) Of(PeerServer server, Func<int, IDriver> wire) => (server, server.Process, wire(server.Port));

    private static async Task<(double Bytes, double PerSecond)> MeasureAsync(ServerProcess process, IDriver wire)
    {
        using var publisher = await wire.PublisherAsync(TopicName, PayloadBytes, BatchMessages);
        await Task.Delay(Settling, TimeProvider.System);
        var before = process.ResidentBytes;
        var meter = new Meter(process);
        for (var i = 0L; i < Topics; i += BatchMessages)
            await publisher.PublishAsync(i * NumbersPerMessage);
        var rate = meter.Stop(Topics).PerSecond;
        await Task.Delay(Settling, TimeProvider.System);
        return ((process.ResidentBytes - before) / (double)Topics - PayloadBytes, rate);
    }
}
