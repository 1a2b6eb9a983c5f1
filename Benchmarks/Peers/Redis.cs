namespace WcfBroker.Benchmarks.Peers;

/// <summary>redis-server.</summary>
internal static class Redis
{
    public const string Program = "redis-server";

    public static Task<PeerServer> StartAsync() => StartAsync("--save '' --appendonly no");

    /// <summary>With a log on disk that is flushed before the answer.</summary>
    public static Task<PeerServer> StartDurableAsync() => StartAsync("--save '' --appendonly yes --appendfsync always");

    private static Task<PeerServer> StartAsync(string storage) => PeerServer.StartAsync(
        "Ready to accept connections",
        (folder, port) => $"exec {PeerServer.Find(Program)} --bind 127.0.0.1 --port {port} --dir {folder} --client-output-buffer-limit 'pubsub 0 0 0' {storage}");
}
