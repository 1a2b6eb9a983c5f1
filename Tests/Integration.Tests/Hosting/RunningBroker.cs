using System.Globalization;
using System.Net;

namespace WcfBroker.Integration.Tests.Hosting;

/// <summary>The real host in a process of its own, on free ports.</summary>
internal sealed class RunningBroker : RunningProgram
{
    private RunningBroker(string[] arguments)
        : base(Programs.Host, arguments)
    {
    }

    public string Url { get; private set; } = "";

    public IPEndPoint Original { get; private set; } = new(IPAddress.Loopback, 0);

    public static async Task<RunningBroker> StartAsync(params string[] arguments)
    {
        var broker = new RunningBroker(
            ["--Endpoints:NetTcp:Url=net.tcp://localhost:0/broker", "--Endpoints:Original:Url=tcp://127.0.0.1:0", .. arguments]);
        await broker.WaitForAsync("Press Ctrl-C to stop.");
        broker.Url = broker.Address("net.tcp://");
        broker.Original = new IPEndPoint(IPAddress.Loopback, int.Parse(broker.Address("tcp://127").Split(':')[^1], CultureInfo.InvariantCulture));
        return broker;
    }

    private string Address(string prefix) => Output.Split([' ', '\n']).First(word => word.StartsWith(prefix, StringComparison.Ordinal));
}
