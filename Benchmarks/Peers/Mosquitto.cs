namespace WcfBroker.Benchmarks.Peers;

/// <summary>mosquitto, without its delay of small packets and without limits on what waits.</summary>
internal static class Mosquitto
{
    public const string Program = "mosquitto";

    public static Task<PeerServer> StartAsync() => PeerServer.StartAsync("running", (folder, port) =>
    {
        var settings = Path.Combine(folder, "mosquitto.conf");
        File.WriteAllText(settings, $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            set_tcp_nodelay true
            max_queued_messages 0
            max_inflight_messages 0
            log_dest stderr
            """);
        return $"exec {PeerServer.Find(Program)} -c {settings}";
    });
}
