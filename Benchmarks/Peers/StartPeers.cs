using System.Diagnostics;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>How long a broker takes from the start of its process to its first message.</summary>
internal static class StartPeers
{
    private const int Rounds = 5;
    private const double OursMillisecondsMax = 400;
    private const string Ours = "WcfBroker";

    private static readonly string How = $"""
        From the start of the process to the arrival of the first message, published when the server says that it is ready. {Rounds} starts each,
        interleaved, after one that warms up; the medians.
        """;

    public static async Task<Report> RunAsync()
    {
        var times = new Dictionary<string, List<double>>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, start) in Starts().Where(start => start.Program is null || PeerServer.Find(start.Program) is not null).Select(start => (start.Name, start.Start)))
            {
                var milliseconds = await MeasureAsync(start);
                if (round > 0)
                    (times.TryGetValue(name, out var kept) ? kept : times[name] = []).Add(milliseconds);
            }
        }

        var report = new Report("peers-start", How);
        var table = new Table("start", "ms: min", "median", "max");
        foreach (var (name, runs) in times)
            table.Add(name, $"{runs.Min():N0}", $"{Median(runs):N0}", $"{runs.Max():N0}");
        report.Add(table);
        report.Add($"{Ours}: at most {OursMillisecondsMax} ms", Median(times[Ours]), Median(times[Ours]) <= OursMillisecondsMax);
        return report;
    }

    private static (string Name, string? Program, Func<Task<(IAsyncDisposable Server, IDriver Driver)>> Start)[] Starts() =>
    [
        (Ours, null, async () => Of(await Servers.StartHostAsync())),
        ("NATS", Nats.Program, async () => Of(await Nats.StartAsync(), port => new NatsWire(port))),
        ("Redis", Redis.Program, async () => Of(await Redis.StartAsync(), port => new RedisWire(port))),
        ("mosquitto", Mosquitto.Program, async () => Of(await Mosquitto.StartAsync(), port => new MqttWire(port))),
        ("MQTTnet", null, async () => Of(await MqttNet.StartAsync(), port => new MqttWire(port))),
        ("RabbitMQ", RabbitMq.Program, async () => Of(await RabbitMq.StartAsync(), port => new RabbitMqDriver(port))),
    ];

    private static (IAsyncDisposable Server, IDriver Driver) Of(ServerProcess host) => (host, new NetTcpWire(host.Address(Servers.NetTcp), isBatched: true));

    private static (IAsyncDisposable Server, IDriver Driver) Of(PeerServer server, Func<int, IDriver> driver) => (server, driver(server.Port));

    private static async Task<double> MeasureAsync(Func<Task<(IAsyncDisposable Server, IDriver Driver)>> start)
    {
        var begin = Stopwatch.GetTimestamp();
        var (server, driver) = await start();
        await using (server)
        {
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var subscriber = await driver.SubscribeAsync("/start", _ => arrived.TrySetResult());
            using var publisher = await driver.PublisherAsync("/start", MessageStream.PayloadBytes, batchMessages: 1);
            await publisher.PublishAsync(0);
            await arrived.Task;
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
