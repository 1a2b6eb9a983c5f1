using System.Globalization;
using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Our host and all its peers that are installed, each at rest until it is measured.</summary>
internal sealed class Contest : IAsyncDisposable
{
    public const string OursBatches = "WcfBroker raw, batches of 100";
    public const string OursOneWay = "WcfBroker raw, one-way";
    public const string OursWcf = "WcfBroker, WCF clients, batches of 100";
    public const string OursOriginal = "WcfBroker, original protocol";
    public const string NatsRaw = "NATS raw";
    public const string MosquittoRaw = "mosquitto raw";
    public const string MosquittoClients = "mosquitto, MQTTnet clients";
    public const string RabbitMqClients = "RabbitMQ, its clients";
    public const string Python = "the lab's Python broker";

    private readonly List<IAsyncDisposable> _servers = [];
    private readonly List<Contestant> _contestants = [];
    private readonly List<string> _missing = [];

    private Contest()
    {
    }

    public IReadOnlyList<Contestant> Contestants => _contestants;

    /// <summary>Who takes part and who cannot, in a sentence.</summary>
    public string Missing => _missing.Count == 0 ? "" : $"Not installed: {string.Join(", ", _missing)}.";

    public static async Task<Contest> StartAsync()
    {
        var contest = new Contest();
        await contest.AddOursAsync();
        await contest.AddAsync(Nats.Program, Nats.StartAsync, server => [(NatsRaw, new NatsWire(server.Port))]);
        await contest.AddAsync(Redis.Program, Redis.StartAsync, server => [("Redis raw", new RedisWire(server.Port))]);
        await contest.AddAsync(
            Mosquitto.Program, Mosquitto.StartAsync, server => [(MosquittoRaw, new MqttWire(server.Port)), (MosquittoClients, new MqttDriver(server.Port))]);
        await contest.AddAsync(null, MqttNet.StartAsync, server => [("MQTTnet raw", new MqttWire(server.Port)), ("MQTTnet, its clients", new MqttDriver(server.Port))]);
        await contest.AddAsync(RabbitMq.Program, RabbitMq.StartAsync, server => [(RabbitMqClients, new RabbitMqDriver(server.Port))]);
        return contest;
    }

    public Contestant? Find(string name) => _contestants.Find(contestant => contestant.Name == name);

    /// <summary>The ways to use a host of ours.</summary>
    public static Contestant[] Ours(ServerProcess host)
    {
        var url = host.Address(Servers.NetTcp);
        return
        [
            new(OursBatches, host, new NetTcpWire(url, isBatched: true)),
            new(OursOneWay, host, new NetTcpWire(url, isBatched: false)),
            new(OursWcf, host, new WcfDriver(url, isBatched: true)),
            new("WcfBroker, WCF clients, one-way", host, new WcfDriver(url, isBatched: false)),
            new(OursOriginal, host, new LabWire(Port(host.Address(Servers.Original)))),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private static int Port(string address) => int.Parse(address.Split(':')[^1], CultureInfo.InvariantCulture);

    private async Task AddOursAsync()
    {
        var host = await Servers.StartHostAsync(settings: Servers.WithHttp);
        _servers.Add(host);
        _contestants.AddRange(Ours(host));
        var (http, netTcp) = (host.Address(Servers.Http), host.Address(Servers.NetTcp));
        _contestants.Add(new("WcfBroker SOAP, batches of 100", host, new SoapWire(http, netTcp, isBatched: true)));
        _contestants.Add(new("WcfBroker SOAP, a call a message", host, new SoapWire(http, netTcp, isBatched: false)));
        if (PeerServer.Find("python3") is null)
        {
            _missing.Add("python3");
            return;
        }

        var python = await Servers.StartOriginalAsync();
        _servers.Add(python);
        _contestants.Add(new(Python, python, new LabWire(Port(python.Address("127.0.0.1:")))));
    }

    private async Task AddAsync(string? program, Func<Task<PeerServer>> start, Func<PeerServer, (string Name, IDriver Driver)[]> drivers)
    {
        if (program is not null && PeerServer.Find(program) is null)
        {
            _missing.Add(program);
            return;
        }

        var server = await start();
        _servers.Add(server);
        _contestants.AddRange(drivers(server).Select(driver => new Contestant(driver.Name, server.Process, driver.Driver)));
    }
}
