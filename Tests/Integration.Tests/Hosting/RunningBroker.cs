using System.Globalization;
using System.Net;

namespace WcfBroker.Integration.Tests.Hosting;

/// <summary>The real host in a process of its own, on free ports.</summary>
internal sealed class RunningBroker : RunningProgram
{
    private static readonly string[] Endpoints = ["--Endpoints:NetTcp:Url=net.tcp://localhost:0/broker", "--Endpoints:Original:Url=tcp://127.0.0.1:0", "--Endpoints:Http:Url=http://127.0.0.1:0"];

    private readonly string _folder;
    private readonly bool _ownsFolder;

    private RunningBroker(string? folder, string[] arguments, string[] environment)
        : this(folder ?? Directory.CreateTempSubdirectory("wcfbroker-").FullName, folder is null, arguments, environment)
    {
    }

    private RunningBroker(string folder, bool ownsFolder, string[] arguments, string[] environment)
        : base(Programs.Start(Programs.Host, [$"--Storage:Path={Path.Combine(folder, "data")}", .. Endpoints, .. arguments], environment))
    {
        _folder = folder;
        _ownsFolder = ownsFolder;
    }

    public string Url => Address("net.tcp://");

    /// <summary>Where HTTP is served; ends with a slash.</summary>
    public Uri HttpUrl => new(Address("http"));

    public IPEndPoint Original => new(IPAddress.Loopback, int.Parse(Address("tcp://127").Split(':')[^1], CultureInfo.InvariantCulture));

    public static Task<RunningBroker> StartAsync(params string[] arguments) => StartInAsync(null, arguments);

    /// <summary>Starts a broker that keeps its data in a folder; null for one of its own, which goes with it.</summary>
    public static async Task<RunningBroker> StartInAsync(string? folder, params string[] arguments)
    {
        var broker = LaunchIn(folder, arguments);
        return await broker.IsUpAsync() ? broker : throw new InvalidOperationException($"The broker did not start:\n{broker.Output}");
    }

    /// <summary>Starts a broker that may refuse to run.</summary>
    public static RunningBroker LaunchIn(string? folder, string[] arguments, params string[] environment) => new(folder, arguments, environment);

    /// <summary>Waits until it is up; false if it has ended instead.</summary>
    public Task<bool> IsUpAsync() => HasPrintedAsync("Press Ctrl-C to stop.");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(_folder, recursive: true);
    }

    private string Address(string prefix) => Output.Split([' ', '\n']).First(word => word.StartsWith(prefix, StringComparison.Ordinal));
}
