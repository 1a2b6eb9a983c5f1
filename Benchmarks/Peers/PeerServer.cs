using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>Another broker, from a package of the system, with a folder of its own and a free port of the loopback. Both go when it ends.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    private static readonly string[] Folders = ["/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"];

    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _process;

    private PeerServer(DirectoryInfo folder, ServerProcess process, int port) => (_folder, _process, Port) = (folder, process, port);

    public int Port { get; }

    public ServerProcess Process => _process;

    /// <summary>Where a program is installed; null if it is not.</summary>
    public static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Starts a program and waits until it prints that it is ready.</summary>
    /// <param name="command">What a shell runs, of a folder and a port.</param>
    public static async Task<PeerServer> StartAsync(string ready, Func<string, int, string> command)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark-");
        var port = FreePort();
        try
        {
            return new(folder, await ServerProcess.StartAsync(ready, "/bin/sh", "-c", $"exec 2>&1; {command(folder.FullName, port)}"), port);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
