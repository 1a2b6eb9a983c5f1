using System.CommandLine;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Benchmarks.Store;

namespace WcfBroker.Benchmarks.Durable;

/// <summary>The verb <c>durable</c>: publishes whose receipts wait for the disk, beside a bare SQLite writer.</summary>
internal static class DurableCommand
{
    private const int Rounds = 5;
    private const int InFlight = 256;
    private const int Connections = 4;
    private const int Callers = InFlight / Connections;
    private const int BatchesInFlight = 1;
    private const int BodyBytes = 100;
    private const int Topics = 1_000;
    private const string RawTopic = "/durable/raw";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private static readonly string How = $"""
        Messages of {BodyBytes} B with an id of {NumberedPayload.HeadBytes} characters, published with receipts that wait for the disk, {InFlight} in flight at any time.
        "Bare SQLite" writes such rows {InFlight} a transaction, as durably (WAL, synchronous=FULL), and does nothing else. "Loop" is the
        broker's loop with its store, its {InFlight} publishers in the same process. "Raw" are {Connections} sockets with {Callers} calls of Publish in flight on
        each, or one call of PublishBatch with {Callers} messages, encoded once: they show the host's limit. "WCF" are {Connections} connections of
        unmodified clients, with {Callers} callers on each, or with one caller of PublishBatch with {Callers} messages; GetLastMessage is a call
        that touches no disk. The host runs in a process of its own, all else in another, on the same processors; all files are on one
        device. {Rounds} rounds of {Duration.TotalSeconds:N0} s, interleaved, after one that warms up. In the end the host's newest sequence proves that it stored
        all, once.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var folder = new Option<string>("--folder")
        {
            Description = "Where the files are made: a folder of the device to measure.",
            DefaultValueFactory = _ => "artifacts/durable",
        };
        var command = new Command("durable", "Publishes whose receipts wait for the disk, beside a bare SQLite writer.") { write, folder };
        command.SetAction((result, _) => RunAsync(result.GetRequiredValue(folder), result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(string folder, bool isKept)
    {
        using var fresh = new FreshFolder(folder);
        using var bare = new BareWriter(fresh.Path);
        await using var loop = new DurableLoop(Path.Combine(fresh.Path, "loop"), BodyBytes);
        await using var host = await Servers.StartDurableHostAsync(Path.Combine(fresh.Path, "host"));
        var url = host.Address(Servers.NetTcp);
        using var raw = await RawPublishers.ConnectAsync(url, PublishCalls.One(url, RawTopic, BodyBytes), Connections, Callers);
        using var batches = await RawPublishers.ConnectAsync(
            url, PublishCalls.Batch(url, RawTopic, BodyBytes, Callers), Connections, BatchesInFlight, raw.NumbersEnd);
        using var wcf = new WcfPublishers(url, Connections, BodyBytes, batches.NumbersEnd);
        var stored = (long)Connections * (1 + Callers);
        Scenario[] scenarios =
        [
            new("bare SQLite", () => MeasureAsync(null, goesOn => Task.FromResult(Write(bare, goesOn)))),
            new("loop", () => MeasureAsync(null, goesOn => loop.PublishAsync(InFlight, goesOn))),
            new("raw, Publish", () => MeasureAsync(host, async goesOn => Count(await raw.PublishAsync(goesOn)))),
            new("WCF, Publish", () => MeasureAsync(host, async goesOn => Count(await wcf.PublishAsync(Callers, goesOn)))),
            new("WCF, GetLastMessage", () => MeasureAsync(host, goesOn => wcf.GetLastMessageAsync(Callers, goesOn))),
            new("raw, PublishBatch", () => MeasureAsync(host, async goesOn => Count(await batches.PublishAsync(goesOn)))),
            new("WCF, PublishBatch", () => MeasureAsync(host, async goesOn => Count(await wcf.PublishBatchesAsync(Callers, goesOn)))),
        ];
        await Scenario.RunAsync(Rounds, scenarios);
        if (await wcf.PublishOneAsync() is var last && last != stored + 1)
            throw new InvalidDataException($"Of {stored} messages the host stored {last - 1}.");
        Report(scenarios).Finish(isKept);

        long Count(long messages)
        {
            stored += messages;
            return messages;
        }
    }

    private static async Task<Run> MeasureAsync(ServerProcess? host, Func<Func<bool>, Task<long>> publish)
    {
        var meter = new Meter(host);
        return meter.Stop(await publish(() => meter.Elapsed < Duration));
    }

    private static long Write(BareWriter bare, Func<bool> goesOn)
    {
        var before = bare.Written;
        var body = new byte[BodyBytes];
        while (goesOn())
            bare.Commit(bare.Written, InFlight, Topics, Messages.Id, [], body);
        return bare.Written - before;
    }

    private static Report Report(Scenario[] scenarios)
    {
        var report = new Report("durable", How);
        report.Add(RunTable.Of("message", scenarios));
        var rates = scenarios.Select(scenario => scenario.Median(run => run.PerSecond)).ToArray();
        AddTarget("the loop", rates[1] / rates[0]);
        AddTarget("the host, a message a call", rates[2] / rates[0]);
        AddTarget($"the host, {Callers} messages a call of WCF clients", rates[6] / rates[0]);
        report.Add("a durable publish by WCF clients, of what a call without a disk reaches", rates[3] / rates[4]);
        return report;

        void AddTarget(string name, double ratio) => report.Add($"{name}: at least 0.70 of what the bare writer reaches", ratio, ratio >= 0.7);
    }
}
