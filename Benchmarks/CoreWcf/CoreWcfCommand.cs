using System.CommandLine;
using WcfBroker.Benchmarks.Durable;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Benchmarks.Soap;

namespace WcfBroker.Benchmarks.CoreWcf;

/// <summary>The verb <c>corewcf</c>: the same service behind our host and behind CoreWCF, with the same clients.</summary>
internal static class CoreWcfCommand
{
    private const int Rounds = 3;
    private const int Clients = 16;
    private const int PayloadBytes = 100;
    private const double RatioMin = 1.8;
    private const double CostMax = 0.5;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    private static readonly string How = $"""
        The broker's service with its messages in memory, carried by Service/Host and by Service/Host.CoreWcf, each in a process of its own.
        {Clients} clients publish {PayloadBytes} B, each when it has the receipt of the message before: unmodified WCF clients over net.tcp, and
        .NET's HTTP client with SOAP 1.1. {Rounds} rounds of 3 s, interleaved, after one that warms up.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var command = new Command("corewcf", "The same service behind our host and behind CoreWCF, where that is built.") { write };
        command.SetAction((result, _) => RunAsync(result.GetValue(write)));
        return command;
    }

    private static async Task<int> RunAsync(bool isKept)
    {
        if (!File.Exists(Servers.CoreWcfHost))
        {
            await Console.Error.WriteLineAsync($"{Servers.CoreWcfHost} is not there: build Service/Host.CoreWcf first.");
            return 1;
        }

        await using var ours = await Servers.StartHttpHostAsync(Servers.Host);
        await using var coreWcf = await Servers.StartHttpHostAsync(Servers.CoreWcfHost);
        Scenario[] netTcp = [new("net.tcp, ours", () => NetTcpAsync(ours)), new("net.tcp, CoreWCF", () => NetTcpAsync(coreWcf))];
        Scenario[] soap = [new("SOAP 1.1, ours", () => SoapAsync(ours)), new("SOAP 1.1, CoreWCF", () => SoapAsync(coreWcf))];
        await Scenario.RunAsync(Rounds, [.. netTcp, .. soap]);
        var report = new Report("corewcf", How);
        report.Add(RunTable.Of("publish", [.. netTcp, .. soap]));
        Compare(report, "net.tcp", netTcp);
        Compare(report, "SOAP 1.1", soap);
        report.Finish(isKept);
        return 0;
    }

    private static async Task<Run> NetTcpAsync(ServerProcess server)
    {
        using var publishers = new WcfPublishers(server.Address(Servers.NetTcp), Clients, PayloadBytes, 0);
        var meter = new Meter(server);
        return meter.Stop(await publishers.PublishAsync(1, () => meter.Elapsed < Duration));
    }

    private static async Task<Run> SoapAsync(ServerProcess server)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Address("http://")) };
        var meter = new Meter(server);
        return meter.Stop(await Callers.RunAsync(Clients, () => meter.Elapsed < Duration, async _ =>
        {
            using var request = PublishRequest.ToMessage("/broker", PayloadBytes);
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            return 1;
        }));
    }

    private static void Compare(Report report, string protocol, Scenario[] pair)
    {
        var ratio = pair[0].Median(run => run.PerSecond) / pair[1].Median(run => run.PerSecond);
        var cost = pair[0].Median(run => run.ServerMicroseconds) / pair[1].Median(run => run.ServerMicroseconds);
        report.Add($"{protocol}: at least {RatioMin} times the rate of CoreWCF", ratio, ratio >= RatioMin);
        report.Add($"{protocol}: at most {CostMax} of the server's CPU a call of CoreWCF", cost, cost <= CostMax);
    }
}
