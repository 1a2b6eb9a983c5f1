using System.CommandLine;
using WcfBroker.Benchmarks.Reports;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>The verb <c>peers</c>: the brokers that users come from, and ours, in one run.</summary>
internal static class PeersCommand
{
    private static readonly Dictionary<string, Func<Task<Report>>> All = new()
    {
        ["one-to-one"] = () => Streams.RunAsync("one-to-one", 1, 1),
        ["fan-out"] = () => Streams.RunAsync("fan-out", 1, 50),
        ["fan-in"] = () => Streams.RunAsync("fan-in", 16, 1),
        ["durable"] = DurablePeers.RunAsync,
        ["latency"] = LatencyPeers.RunAsync,
        ["requests"] = RequestPeers.RunAsync,
        ["connections"] = ConnectionPeers.RunAsync,
        ["topics"] = TopicPeers.RunAsync,
        ["subscriptions"] = SubscriptionPeers.RunAsync,
        ["start"] = StartPeers.RunAsync,
    };

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var names = new Argument<string[]>("scenario") { Description = $"All, or of {string.Join(", ", All.Keys)}.", DefaultValueFactory = _ => [.. All.Keys] };
        names.AcceptOnlyFromAmong([.. All.Keys]);
        var command = new Command("peers", "Ours beside RabbitMQ, NATS, Redis, mosquitto, MQTTnet and the lab's Python broker, those that are installed.") { names, write };
        command.SetAction(async (result, _) =>
        {
            foreach (var name in result.GetValue(names)!)
                (await All[name]()).Finish(result.GetValue(write));
        });
        return command;
    }
}
