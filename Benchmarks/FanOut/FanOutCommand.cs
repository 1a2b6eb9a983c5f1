using System.CommandLine;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Benchmarks.FanOut;

/// <summary>The verb <c>fan-out</c>: one publisher to many subscribers over net.tcp.</summary>
internal static class FanOutCommand
{
    private const int Rounds = 3;
    private const int Subscribers = 50;
    private const int PayloadBytes = 100;

    private static readonly string How = $"""
        One publisher, an unmodified WCF client, sends PublishBatch of {DeliveryWindow.BatchMessages} messages of {PayloadBytes} B to {Subscribers} sessions. It goes at most 800
        messages ahead of the slowest subscriber, so no outbox (1,000 messages) overflows; every payload carries its number, and every
        run ends with the proof that each subscriber received each number once. "WCF" subscribers are unmodified clients with default
        settings, "raw" ones sockets that subscribe and then look for numbers in the bytes: they show the server's limit. The host runs
        in a process of its own, all clients in another. {Rounds} rounds of 2 s, interleaved, after one that warms up.
        """;

    public static Command Create()
    {
        var write = ReportOptions.Write();
        var command = new Command("fan-out", "One publisher to 50 subscribers over net.tcp, and a bare call beside it.") { write };
        command.SetAction((result, _) => RunAsync(result.GetValue(write)));
        return command;
    }

    private static async Task RunAsync(bool isKept)
    {
        await using var host = await Servers.StartHostAsync();
        var url = host.Address(Servers.NetTcp);
        using var publisher = new WcfConnection(url, new CountingCallback(null));
        using var clients = await NetTcpAudience.OfClientsAsync(url, "/clients/batches", CallbackOperations.OnMessages, Subscribers);
        using var sockets = await NetTcpAudience.OfSocketsAsync(url, "/sockets/batches", CallbackOperations.OnMessages, Subscribers);
        using var clientsOneByOne = await NetTcpAudience.OfClientsAsync(url, "/clients/single", CallbackOperations.OnMessage, Subscribers);
        using var socketsOneByOne = await NetTcpAudience.OfSocketsAsync(url, "/sockets/single", CallbackOperations.OnMessage, Subscribers);
        Scenario[] deliveries =
        [
            Stream("WCF, batches", clients, "/clients/batches"),
            Stream("raw, batches", sockets, "/sockets/batches"),
            Stream("WCF, one by one", clientsOneByOne, "/clients/single"),
            Stream("raw, one by one", socketsOneByOne, "/sockets/single"),
        ];
        Scenario[] calls = [Echo(1), Echo(16)];
        await Scenario.RunAsync(Rounds, [.. deliveries, .. calls]);
        Report(deliveries, calls).Finish(isKept);

        Scenario Stream(string name, Audience audience, string topic) =>
            new(name, () => audience.RunAsync(host, first => publisher.Broker.PublishBatchAsync(Batch(topic, first))));

        Scenario Echo(int callers) => new($"GetLastMessage, callers: {callers}", () => EchoAsync(publisher.Broker, host, callers));
    }

    private static TopicMessage[] Batch(string topic, long first) =>
    [
        .. Enumerable.Range(0, DeliveryWindow.BatchMessages).Select(i => new TopicMessage
        {
            Topic = topic,
            Message = new BrokerMessage { Body = NumberedPayload.Create(first + i, PayloadBytes) },
        }),
    ];

    private static async Task<Run> EchoAsync(IBroker broker, ServerProcess host, int callers)
    {
        var meter = new Meter(host);
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync()));
        return meter.Stop(counts.Sum());

        async Task<long> CallAsync()
        {
            var count = 0L;
            for (; meter.Elapsed < Audience.Duration; count++)
                await broker.GetLastMessageAsync("/clients");
            return count;
        }
    }

    private static Report Report(Scenario[] deliveries, Scenario[] calls)
    {
        var report = new Report("fan-out", How);
        report.Add(RunTable.Of("delivery", deliveries));
        report.Add(RunTable.Of("call", calls));
        var fastest = deliveries.Take(2).Max(scenario => scenario.Median(run => run.PerSecond));
        report.Add("at least 300,000 deliveries/s in batches", fastest, fastest >= 300_000);
        var cost = deliveries[0].Median(run => run.ServerMicroseconds);
        report.Add("less than 1 us of the server's processor a delivery in batches to WCF clients", cost, cost < 1);
        var share = deliveries[2].Median(run => run.ClientMicroseconds / run.ServerMicroseconds);
        report.Add("one by one the clients need several times the processor of the server: at least 3 times", share, share >= 3);
        return report;
    }
}
