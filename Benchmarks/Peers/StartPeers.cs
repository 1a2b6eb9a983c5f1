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
    private const string Publish = "dotnet publish Service/Host -c Release -r linux-x64 -p:PublishReadyToRun=true";
    private const string ReadyToRun = "artifacts/ready-to-run";
    private const string Composite = "artifacts/composite";

    private static readonly string How = $"""
        From the start of the process to the arrival of the first message, published when the server says that it is ready. {Rounds} starts each,
        interleaved, after one that warms up; the medians. WcfBroker serves net.tcp, HTTP and the original protocol. "ReadyToRun" is there after
        {Publish} --self-contained false -o {ReadyToRun},
        and "with its runtime", which is then compiled as one with the program, after (in this order)
        {Publish} --self-contained -p:PublishReadyToRunComposite=true -o {Composite}.
        Native AOT was tried once by hand with -p:PublishAot=true -p:TreatWarningsAsErrors=false: it compiles to a program of 36 MiB, with 168 warnings of what may
        break (140 of them in ServiceModel, Server and the other projects, which reflect over contracts and options), and the program does not start: its
        options cannot be bound ("Endpoints: the following properties were not found: 'Http', 'NetTcp', 'Original'").
        """;

    private static readonly BrokerStart[] Starts =
    [
        BrokerStart.Ours(Servers.WithHttp),
        BrokerStart.OursOf("WcfBroker, ReadyToRun", Path.Combine(Repository.Root, ReadyToRun, "WcfBroker.Host.dll"), Servers.WithHttp),
        BrokerStart.OursOf("WcfBroker, ReadyToRun with its runtime", Path.Combine(Repository.Root, Composite, "WcfBroker.Host"), Servers.WithHttp),
        BrokerStart.Nats,
        BrokerStart.Redis,
        BrokerStart.Mosquitto,
        BrokerStart.MqttNet,
        BrokerStart.RabbitMq,
    ];

    public static async Task<Report> RunAsync()
    {
        var times = new Dictionary<string, List<double>>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var start in Starts.Where(start => start.IsInstalled))
            {
                var milliseconds = await MeasureAsync(start);
                if (round > 0)
                    (times.TryGetValue(start.Name, out var kept) ? kept : times[start.Name] = []).Add(milliseconds);
            }
        }

        var report = new Report("peers-start", How);
        var table = new Table("start", "ms: min", "median", "max");
        foreach (var (name, runs) in times)
            table.Add(name, $"{runs.Min():N0}", $"{Median(runs):N0}", $"{runs.Max():N0}");
        report.Add(table);
        foreach (var name in times.Keys.Where(name => name.StartsWith(BrokerStart.OursName, StringComparison.Ordinal)))
            report.Add($"{name}: at most {OursMillisecondsMax} ms", Median(times[name]), Median(times[name]) <= OursMillisecondsMax);
        return report;
    }

    private static async Task<double> MeasureAsync(BrokerStart start)
    {
        var begin = Stopwatch.GetTimestamp();
        await using var broker = await start.StartAsync();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscriber = await broker.Driver.SubscribeAsync("/start", _ => arrived.TrySetResult());
        using var publisher = await broker.Driver.PublisherAsync("/start", MessageStream.PayloadBytes, batchMessages: 1);
        await publisher.PublishAsync(0);
        await arrived.Task;
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
