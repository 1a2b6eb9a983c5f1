using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Requests;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Benchmarks.Stalled;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Requests through the broker to one responder, and its replies.</summary>
internal static class RequestPeers
{
    private const int Rounds = 3;
    private static readonly int[] InFlight = [1, 16];

    private static readonly string How = $"""
        One requester, one responder that answers at once with what it was sent, {IRequester.PayloadBytes} B; one request in flight, or {InFlight[^1]} over the same connection.
        WcfBroker with Request and Reply, RabbitMQ with its direct reply-to, MQTT 5 with response topics, NATS with inboxes. "Raw" are
        sockets that neither encode nor decode; the clients of RabbitMQ and MQTT, and WCF's, do. Redis and the original protocol have no requests.
        Each server runs in a process of its own, all clients in another. {Rounds} rounds of {Audience.Duration.TotalSeconds:N0} s, interleaved, after one that warms up.
        """;

    public static async Task<Report> RunAsync()
    {
        await using var contest = await Contest.StartAsync();
        var latencies = new Dictionary<string, List<Latency>>();
        var requesters = new List<IRequester>();
        try
        {
            var scenarios = new List<Scenario>();
            foreach (var contestant in contest.Contestants.Where(contestant => contestant.Driver is IRequesting).DistinctBy(contestant => (contestant.Server, contestant.Driver.GetType())))
            {
                var requester = await ((IRequesting)contestant.Driver).RequesterAsync("/requests");
                requesters.Add(requester);
                foreach (var inFlight in InFlight)
                {
                    // How it publishes makes no difference to requests.
                    var name = $"{contestant.Name.Split(", batches")[0]}, in flight: {inFlight}";
                    var kept = latencies[name] = [];
                    scenarios.Add(new(name, () => MeasureAsync(contestant.Server, requester, inFlight, kept)));
                }
            }

            await Scenario.RunAsync(Rounds, [.. scenarios]);
            return Report(contest, [.. scenarios], latencies);
        }
        finally
        {
            foreach (var requester in requesters)
                requester.Dispose();
        }
    }

    private static async Task<Run> MeasureAsync(ServerProcess server, IRequester requester, int inFlight, List<Latency> latencies)
    {
        var (recorder, last) = (new LatencyRecorder(), 0L);
        var meter = new Meter(server);
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => RequestAsync()));
        var run = meter.Stop(recorder.Received);
        latencies.Add(recorder.Take());
        return run;

        async Task RequestAsync()
        {
            while (meter.Elapsed < Audience.Duration)
            {
                var number = Interlocked.Increment(ref last);
                recorder.Send(number);
                await requester.RequestAsync(number);
                recorder.Receive(number);
            }
        }
    }

    private static Report Report(Contest contest, Scenario[] scenarios, Dictionary<string, List<Latency>> latencies)
    {
        var report = new Report("peers-requests", $"{How}{contest.Missing}");
        report.Add(RunTable.Of("request", scenarios));
        var table = new Table("latency in us", "p50: min", "median", "max", "p99: min", "median", "max");
        foreach (var (name, runs) in latencies)
        {
            // The first one warmed up.
            var kept = runs.Skip(1).ToArray();
            table.Add([name, .. Cells(kept, run => run.P50), .. Cells(kept, run => run.P99)]);
        }

        report.Add(table);
        var byName = scenarios.ToDictionary(scenario => scenario.Name);
        foreach (var inFlight in InFlight)
        {
            if (byName.TryGetValue($"{Contest.RabbitMqClients}, in flight: {inFlight}", out var theirs))
                report.Add($"WCF clients of WcfBroker, in flight: {inFlight}: times the rate of RabbitMQ", Rate(byName[$"WcfBroker, WCF clients, in flight: {inFlight}"]) / Rate(theirs));
        }

        return report;
    }

    private static double Rate(Scenario scenario) => scenario.Median(run => run.PerSecond);

    private static string[] Cells(Latency[] runs, Func<Latency, long> figure)
    {
        var figures = runs.Select(figure).Order().ToArray();
        return [$"{figures[0]:N0}", $"{figures[figures.Length / 2]:N0}", $"{figures[^1]:N0}"];
    }
}
