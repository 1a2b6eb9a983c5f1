using System.CommandLine;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Peers;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Compare;

/// <summary>The verb <c>compare</c>: two builds of our host under the same load in one run. <c>eng/bench-compare</c> makes the builds.</summary>
internal static class CompareCommand
{
    private const int Rounds = 5;
    private const int Subscribers = 50;

    private static readonly string How = $"""
        {MessageStream.PayloadBytes} B a message, kept in memory, one publisher; to one subscriber, and to {Subscribers}. Each host runs in a process of its own, all clients in
        another. {Rounds} rounds of {Audience.Duration.TotalSeconds:N0} s, the builds in turn, after one that warms up.
        """;

    public static Command Create()
    {
        var before = new Argument<FileInfo>("before") { Description = "WcfBroker.Host.dll of one build." }.AcceptExistingOnly();
        var after = new Argument<FileInfo>("after") { Description = "WcfBroker.Host.dll of the other; without it, that of this build.", DefaultValueFactory = _ => new(Servers.Host) };
        var only = new Option<string>("--only") { Description = "The scenarios whose names contain this.", DefaultValueFactory = _ => "" };
        var command = new Command("compare", "Two builds of our host, in one run.") { before, after.AcceptExistingOnly(), only };
        command.SetAction(async (result, _) =>
            (await RunAsync(result.GetValue(before)!.FullName, result.GetValue(after)!.FullName, result.GetValue(only)!)).Finish(isKept: false));
        return command;
    }

    private static async Task<Report> RunAsync(string before, string after, string only)
    {
        await using var one = await Servers.StartHostAsync(before);
        await using var other = await Servers.StartHostAsync(after);
        var pairs = await OpenAsync(one, other, only);
        try
        {
            await Scenario.RunAsync(Rounds, [.. pairs.SelectMany(pair => pair.Scenarios)]);
            return Report(pairs);
        }
        finally
        {
            foreach (var pair in pairs)
                pair.Dispose();
        }
    }

    private static async Task<List<StreamPair>> OpenAsync(ServerProcess before, ServerProcess after, string only)
    {
        var pairs = new List<StreamPair>();
        foreach (var (name, one, other, subscribers) in All(Contest.Ours(before), Contest.Ours(after)).Where(pair => pair.Name.Contains(only, StringComparison.Ordinal)))
            pairs.Add(await StreamPair.OpenAsync(name, one, other, subscribers));
        return pairs;
    }

    private static IEnumerable<(string Name, Contestant Before, Contestant After, int Subscribers)> All(Contestant[] before, Contestant[] after) =>
    [
        .. before.Zip(after, (one, other) => (one.Name, one, other, 1)),
        ($"{before[0].Name}, 1 to {Subscribers}", before[0], after[0], Subscribers),
    ];

    private static Report Report(List<StreamPair> pairs)
    {
        var report = new Report("compare", How);
        report.Add(RunTable.Of("delivery", [.. pairs.SelectMany(pair => pair.Scenarios)]));
        foreach (var pair in pairs)
        {
            report.Add($"{pair.Name}: rate, after to before", pair.Ratio(run => run.PerSecond));
            report.Add($"{pair.Name}: server CPU, after to before", pair.Ratio(run => run.ServerMicroseconds));
        }

        return report;
    }
}
