namespace WcfBroker.Benchmarks.Peers;

/// <summary>nats-server.</summary>
internal static class Nats
{
    public const string Program = "nats-server";

    public static Task<PeerServer> StartAsync() => PeerServer.StartAsync(
        "Server is ready", (_, port) => $"exec {PeerServer.Find(Program)} -a 127.0.0.1 -p {port}");

    /// <summary>With its log on disk. It acknowledges what the disk has not yet: it flushes every two minutes.</summary>
    public static Task<PeerServer> StartJetStreamAsync() => PeerServer.StartAsync(
        "Server is ready", (folder, port) => $"exec {PeerServer.Find(Program)} -a 127.0.0.1 -p {port} -js -sd {folder}");
}
