using System.CommandLine;
using System.Globalization;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Benchmarks.Drivers;

namespace WcfBroker.Benchmarks.Original;

/// <summary>The verb <c>original</c>: the original protocol, beside the lab's broker with its faults repaired.</summary>
internal static class OriginalCommand
{
    private const int Rounds = 3;
    private const int Subscribers = 50;

    private static readonly string How = $"""
        The original protocol with JSON and a payload of 100 B, one publisher to one and to {Subscribers} subscribers: sockets that send
        batches of {DeliveryWindow.BatchMessages} frames and look for the numbered payloads in what they receive. The publisher goes at most 800 messages
        ahead of the slowest subscriber, so nothing is dropped, and every run ends with the proof that each subscriber received each
        number once. "Python" is Benchmarks/peers/original_broker.py, the lab's broker with its reads repaired. {Rounds} rounds of 2 s,
        interleaved, after one that warms up.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var command = new Command("original", "The original protocol, beside the lab's broker repaired.") { write };
        command.SetAction((result, _) => RunAsync(result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(bool isKept)
    {
        await using var host = await Servers.StartHostAsync();
        await using var peer = await Servers.StartOriginalAsync();
        using var hostToOne = await OpenAsync(host.Address(Servers.Original), 1);
        using var peerToOne = await OpenAsync(peer.Address("127.0.0.1:"), 1);
        using var hostToMany = await OpenAsync(host.Address(Servers.Original), Subscribers);
        using var peerToMany = await OpenAsync(peer.Address("127.0.0.1:"), Subscribers);
        Scenario[] scenarios =
        [
            new("one to one, WcfBroker", () => hostToOne.RunAsync(host)),
            new("one to one, Python", () => peerToOne.RunAsync(peer)),
            new($"1 to {Subscribers}, WcfBroker", () => hostToMany.RunAsync(host)),
            new($"1 to {Subscribers}, Python", () => peerToMany.RunAsync(peer)),
        ];
        await Scenario.RunAsync(Rounds, scenarios);
        Report(scenarios).Finish(isKept);
    }

    private static Task<MessageStream> OpenAsync(string address, int subscribers) => MessageStream.OpenAsync(
        new LabWire(int.Parse(address.Split(':')[^1], CultureInfo.InvariantCulture)), $"/to-{subscribers}", 1, subscribers);

    private static Report Report(Scenario[] scenarios)
    {
        var report = new Report("original", How);
        report.Add(RunTable.Of("delivery", scenarios));
        var one = Ratio(scenarios[0], scenarios[1]);
        report.Add("one to one at least 5 times the rate of the Python broker", one, one >= 5);
        report.Add($"1 to {Subscribers}, times the rate of the Python broker", Ratio(scenarios[2], scenarios[3]));
        return report;
    }

    private static double Ratio(Scenario ours, Scenario theirs) =>
        ours.Median(run => run.PerSecond) / theirs.Median(run => run.PerSecond);
}
