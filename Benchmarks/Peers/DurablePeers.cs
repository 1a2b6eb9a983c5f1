using System.Text;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Durable;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Reports;
using WcfBroker.Benchmarks.Running;
using WcfBroker.Benchmarks.Store;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Messages that are on disk before they are confirmed, or as near to that as a peer comes.</summary>
internal static class DurablePeers
{
    private const int Rounds = 3;
    private const int Connections = 4;
    private const int InFlight = 256;
    private const int BodyBytes = 100;
    private const int BatchMessages = 32;
    private const string Topic = "/durable";
    private const string Ours = "WcfBroker raw, batches of 32";
    private const string JetStream = "NATS JetStream raw, not flushed";
    private const string RedisAlways = "Redis raw, appendfsync always";
    private const string Quorum = "RabbitMQ quorum queue, its clients";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private static readonly string How = $"""
        {BodyBytes} B a message, published with confirmation over {Connections} connections, {InFlight} in flight together. WcfBroker flushes before it confirms; so do
        Redis with appendfsync always and a quorum queue of RabbitMQ. NATS JetStream does not: it flushes every two minutes. "Raw" are
        sockets that send what was encoded before. Each server runs in a process of its own, all clients in another, all files on one device.
        {Rounds} rounds of {Duration.TotalSeconds:N0} s, interleaved, after one that warms up.
        """;

    public static async Task<Report> RunAsync()
    {
        using var fresh = new FreshFolder("artifacts/peers");
        await using var host = await Servers.StartDurableHostAsync(fresh.Path);
        var url = host.Address(Servers.NetTcp);
        using var raw = await RawPublishers.ConnectAsync(url, PublishCalls.One(url, Topic, BodyBytes), Connections, InFlight / Connections);
        using var batches = await RawPublishers.ConnectAsync(url, PublishCalls.Batch(url, Topic, BodyBytes, BatchMessages), Connections, InFlight / Connections / BatchMessages, raw.NumbersEnd);
        using var wcf = new WcfPublishers(url, Connections, BodyBytes, batches.NumbersEnd);
        var peers = new List<(string Name, PeerServer Server, IConfirming Publishers)>();
        try
        {
            foreach (var open in (Func<Task<(string, PeerServer, IConfirming)?>>[])[JetStreamAsync, RedisAsync, QuorumAsync])
            {
                if (await open() is { } peer)
                    peers.Add(peer);
            }

            Scenario[] scenarios =
            [
                new(Ours, () => MeasureAsync(host, batches.PublishAsync)),
                new("WcfBroker raw, a message a call", () => MeasureAsync(host, raw.PublishAsync)),
                new("WcfBroker, WCF clients, batches of 64", () => MeasureAsync(host, goesOn => wcf.PublishBatchesAsync(InFlight / Connections, goesOn))),
                .. peers.Select(peer => new Scenario(peer.Name, () => MeasureAsync(peer.Server.Process, peer.Publishers.PublishAsync))),
            ];
            await Scenario.RunAsync(Rounds, scenarios);
            return Report(scenarios);
        }
        finally
        {
            foreach (var (_, server, publishers) in peers)
            {
                publishers.Dispose();
                await server.DisposeAsync();
            }
        }
    }

    private static Report Report(Scenario[] scenarios)
    {
        var report = new Report("peers-durable", How);
        report.Add(RunTable.Of("message", scenarios));
        var byName = scenarios.ToDictionary(scenario => scenario.Name);
        foreach (var (peer, ratio) in ((string, double)[])[(JetStream, 2), (RedisAlways, 2), (Quorum, 5)])
            new Target(Ours, peer, ratio).AddTo(report, byName);
        return report;
    }

    private static async Task<(string Name, PeerServer Server, IConfirming Publishers)?> JetStreamAsync()
    {
        if (PeerServer.Find(Nats.Program) is null)
            return null;
        var server = await Nats.StartJetStreamAsync();
        var wire = new NatsWire(server.Port);
        await wire.CreateStreamAsync("durable", "durable", "file");
        return (JetStream, server, await SocketsAsync(() => wire.OpenConfirmedAsync("durable", BodyBytes), NatsWire.Confirmation));
    }

    private static async Task<(string Name, PeerServer Server, IConfirming Publishers)?> RedisAsync()
    {
        if (PeerServer.Find(Redis.Program) is null)
            return null;
        var server = await Redis.StartDurableAsync();
        var append = RedisWire.Command("XADD", "durable", "*", "body", Encoding.ASCII.GetString(NumberedPayload.Create(0, BodyBytes)));
        return (RedisAlways, server, await SocketsAsync(async () => (await RawSocket.ConnectAsync(server.Port), append), "$"u8.ToArray()));
    }

    private static async Task<(string Name, PeerServer Server, IConfirming Publishers)?> QuorumAsync()
    {
        if (PeerServer.Find(RabbitMq.Program) is null)
            return null;
        var server = await RabbitMq.StartAsync();
        return (Quorum, server, await QuorumQueue.OpenAsync(server.Port, Connections, InFlight, NumberedPayload.Create(0, BodyBytes)));
    }

    private static async Task<IConfirming> SocketsAsync(Func<Task<(RawSocket Socket, byte[] Message)>> open, byte[] confirmation)
    {
        var sockets = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => open()));
        return new ConfirmedSockets([.. sockets.Select(socket => new ConfirmedPublisher(socket.Socket, socket.Message, confirmation, InFlight / Connections))]);
    }

    private static async Task<Run> MeasureAsync(ServerProcess server, Func<Func<bool>, Task<long>> publish)
    {
        var meter = new Meter(server);
        return meter.Stop(await publish(() => meter.Elapsed < Duration));
    }
}
