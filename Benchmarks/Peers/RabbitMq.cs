namespace WcfBroker.Benchmarks.Peers;

/// <summary>rabbitmq-server, one node that nobody else sees.</summary>
internal static class RabbitMq
{
    public const string Program = "rabbitmq-server";

    public static Task<PeerServer> StartAsync() => PeerServer.StartAsync("completed with", (folder, port) =>
    {
        var (plugins, names) = (Path.Combine(folder, "plugins"), PeerServer.FreePort());
        File.WriteAllText(plugins, "[].");
        var settings = new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["ERL_EPMD_PORT"] = $"{names}",
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_START_ARGS"] = "-noinput",
            ["RABBITMQ_NODENAME"] = $"benchmark{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_DIST_PORT"] = $"{PeerServer.FreePort()}",
            ["RABBITMQ_MNESIA_BASE"] = folder,
            ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "none"),
        };

        // Its name server would outlive it.
        return $"epmd -port {names} & exec env {string.Join(' ', settings.Select(setting => $"{setting.Key}={setting.Value}"))} {PeerServer.Find(Program)}";
    });
}
