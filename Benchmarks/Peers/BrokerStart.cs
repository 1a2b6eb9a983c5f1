using WcfBroker.Benchmarks.Drivers;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>A broker that can be started, if it is installed.</summary>
/// <param name="File">What must be there; null if it comes with this program.</param>
internal sealed record BrokerStart(string Name, string? File, Func<Task<RunningBroker>> StartAsync)
{
    public const string OursName = "WcfBroker";

    public static BrokerStart Nats { get; } = Of("NATS", Peers.Nats.Program, Peers.Nats.StartAsync, port => new NatsWire(port));

    public static BrokerStart Redis { get; } = Of("Redis", Peers.Redis.Program, Peers.Redis.StartAsync, port => new RedisWire(port));

    public static BrokerStart Mosquitto { get; } = Of("mosquitto", Peers.Mosquitto.Program, Peers.Mosquitto.StartAsync, port => new MqttWire(port));

    public static BrokerStart MqttNet { get; } = Of("MQTTnet", null, Peers.MqttNet.StartAsync, port => new MqttWire(port));

    public static BrokerStart RabbitMq { get; } = Of("RabbitMQ", Peers.RabbitMq.Program, Peers.RabbitMq.StartAsync, port => new RabbitMqDriver(port));

    public bool IsInstalled => File is null || System.IO.File.Exists(File);

    /// <summary>Our host of this build.</summary>
    public static BrokerStart Ours(params string[] settings) => OursOf(OursName, null, settings);

    /// <summary>A build of our host; null is this one.</summary>
    public static BrokerStart OursOf(string name, string? host, params string[] settings) => new(name, host, async () =>
    {
        var process = await Servers.StartHostAsync(host, settings);
        return new(process, process, new NetTcpWire(process.Address(Servers.NetTcp), isBatched: true));
    });

    public static BrokerStart Of(string name, string? program, Func<Task<PeerServer>> start, Func<int, IDriver> driver) =>
        new(name, program is null ? null : PeerServer.Find(program) ?? program, async () =>
        {
            var server = await start();
            return new(server, server.Process, driver(server.Port));
        });
}
