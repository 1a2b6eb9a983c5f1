using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WcfBroker.Benchmarks.Running;

/// <summary>The servers that are measured, on free ports of the loopback.</summary>
internal static class Servers
{
    public const string NetTcp = "net.tcp://";
    public const string Original = "tcp://";
    public const string Http = "http://";

    /// <summary>Lets a host serve HTTP too.</summary>
    public const string WithHttp = "--Endpoints:Http:Url=http://127.0.0.1:0";

    /// <summary>The host of this build.</summary>
    public static readonly string Host = Path.Combine(Repository.Root, "Service/Host", Repository.OutputFolder, "WcfBroker.Host.dll");

    /// <summary>The host that CoreWCF carries; it is there where it has been built.</summary>
    public static readonly string CoreWcfHost = Path.Combine(Repository.Root, "Service/Host.CoreWcf", Repository.OutputFolder, "WcfBroker.Host.CoreWcf.dll");

    /// <summary>The host as it is released, with its default limits but for settings given, its messages in memory.</summary>
    public static Task<ServerProcess> StartHostAsync(string? host = null, params string[] settings) => StartAsync(host, ["--Storage:Kind=Memory", .. settings]);

    /// <summary>The same with its messages on disk, more of them than by default.</summary>
    public static Task<ServerProcess> StartDurableHostAsync(string folder, string? host = null) =>
        StartAsync(host, $"--Storage:Path={folder}", "--Storage:BytesMax=107374182400");

    private static Task<ServerProcess> StartAsync(string? host, params string[] settings)
    {
        var (program, first) = ProgramOf(host ?? Host);
        return ServerProcess.StartAsync(
            "Press Ctrl-C",
            program,
            [
                .. first,
                $"--Endpoints:NetTcp:Url={NetTcp}localhost:0/broker",
                "--Endpoints:Http:Url=",
                $"--Endpoints:Original:Url={Original}127.0.0.1:0",
                // All clients come from one address.
                "--NetTcp:ConnectionsPerAddressMax=10000",
                "--Original:ConnectionsPerAddressMax=10000",
                .. settings,
            ]);
    }

    // What was published with its runtime is a program of its own.
    private static (string Program, string[] First) ProgramOf(string host) =>
        Path.GetExtension(host) == ".dll" ? ("dotnet", ["exec", host]) : (host, []);

    /// <summary>A host over net.tcp and HTTP, with default limits, its messages in memory.</summary>
    public static Task<ServerProcess> StartHttpHostAsync(string host) => ServerProcess.StartAsync(
        "Press Ctrl-C",
        "dotnet",
        [
            "exec",
            host,
            $"--Endpoints:NetTcp:Url={NetTcp}127.0.0.1:0/broker",
            "--Endpoints:Http:Url=http://127.0.0.1:0",
            "--Endpoints:Original:Url=",
            "--Storage:Kind=Memory",
        ]);

    /// <summary>This program, as the server of a verb of its own.</summary>
    public static Task<ServerProcess> StartSelfAsync(string ready, params string[] arguments) =>
        ServerProcess.StartAsync(ready, "dotnet", ["exec", typeof(Servers).Assembly.Location, .. arguments]);

    /// <summary>The lab's broker, repaired.</summary>
    public static Task<ServerProcess> StartOriginalAsync() => ServerProcess.StartAsync(
        "ready on",
        "python3",
        Path.Combine(Repository.Root, "Benchmarks/peers/original_broker.py"),
        "--port",
        FreePort().ToString(CultureInfo.InvariantCulture));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
