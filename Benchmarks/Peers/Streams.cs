using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Messages from publishers to subscribers of one topic, as fast as the slowest subscriber takes them.</summary>
internal static class Streams
{
    private const int Rounds = 3;

    private static readonly string How = $"""
        {MessageStream.PayloadBytes} B a message, at most once, nothing on disk. The publishers go at most 800 messages ahead of the slowest subscriber, so nothing
        is dropped; every payload carries its number, and every run ends with the proof that each subscriber received each once. "Raw"
        are sockets that send what was encoded before and look for the numbers in what they receive: they show the server's limit; with SOAP a call
        waits for the answer to the one before, and the subscribers are those of net.tcp. Each server runs in a
        process of its own, all clients in another. {Rounds} rounds of 2 s, interleaved, after one that warms up.
        """;

    public static async Task<Report> RunAsync(string name, int publishers, int subscribers)
    {
        await using var contest = await Contest.StartAsync();
        var streams = new List<MessageStream>();
        try
        {
            var scenarios = new Dictionary<string, Scenario>();
            foreach (var (contestant, i) in contest.Contestants.Select((contestant, i) => (contestant, i)))
            {
                var stream = await MessageStream.OpenAsync(contestant.Driver, $"/stream-{i}", publishers, subscribers);
                streams.Add(stream);
                scenarios.Add(contestant.Name, new(contestant.Name, () => stream.RunAsync(contestant.Server)));
            }

            await Scenario.RunAsync(Rounds, [.. scenarios.Values]);
            var report = new Report($"peers-{name}", $"Publishers: {publishers}, subscribers: {subscribers}. {How}{contest.Missing}");
            report.Add(RunTable.Of("delivery", [.. scenarios.Values]));
            foreach (var target in Targets(subscribers))
                target.AddTo(report, scenarios);
            return report;
        }
        finally
        {
            foreach (var stream in streams)
                stream.Dispose();
        }
    }

    private static Target[] Targets(int subscribers) => subscribers > 1
        ?
        [
            new(Contest.OursBatches, Contest.NatsRaw, 1),
            new(Contest.OursBatches, Contest.NatsRaw, 1, IsCost: true),
            new(Contest.OursWcf, Contest.RabbitMqClients, 5),
        ]
        :
        [
            new(Contest.OursBatches, Contest.NatsRaw, 1),
            new(Contest.OursOneWay, Contest.NatsRaw, 0.4),
            new(Contest.OursOneWay, Contest.MosquittoRaw, 4),
            new(Contest.OursWcf, Contest.RabbitMqClients, 5),
            new(Contest.OursWcf, Contest.MosquittoClients, 5),
            new(Contest.OursOriginal, Contest.Python, 10),
            new(Contest.OursOriginal, Contest.MosquittoRaw, 5),
        ];
}
