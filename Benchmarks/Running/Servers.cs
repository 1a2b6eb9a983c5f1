namespace WcfBroker.Benchmarks.Running;

/// <summary>The servers that are measured, on free ports of the loopback.</summary>
internal static class Servers
{
    /// <summary>The host as it is released, with its default limits.</summary>
    public static Task<ServerProcess> StartHostAsync() => ServerProcess.StartAsync(
        "Press Ctrl-C",
        "dotnet",
        "exec",
        Path.Combine(Repository.Root, "Service/Host", Repository.OutputFolder, "WcfBroker.Host.dll"),
        "--Endpoints:NetTcp:Url=net.tcp://localhost:0/broker",
        "--Endpoints:Original:Url=tcp://127.0.0.1:0");
}
