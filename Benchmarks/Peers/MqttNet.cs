using System.CommandLine;
using System.Net;
using MQTTnet.Server;
using WcfBroker.Benchmarks.Running;

namespace WcfBroker.Benchmarks.Peers;

/// <summary>The broker of the library MQTTnet, in a process of its own: the verb <c>mqtt-server</c>.</summary>
internal static class MqttNet
{
    private const string Verb = "mqtt-server";
    private const string Ready = "MQTTnet listens";

    public static Task<PeerServer> StartAsync() => PeerServer.StartAsync(Ready, (_, port) => $"exec dotnet exec {typeof(MqttNet).Assembly.Location} {Verb} {port}");

    public static Command Create()
    {
        var port = new Argument<int>("port");
        var command = new Command(Verb, "Serves MQTT to the verb peers.") { port };
        command.Hidden = true;
        command.SetAction((result, cancellation) => ServeAsync(result.GetValue(port), cancellation));
        return command;
    }

    private static async Task ServeAsync(int port, CancellationToken cancellation)
    {
        using var server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithMaxPendingMessagesPerClient(int.MaxValue)
            .Build());
        await server.StartAsync();
        Console.WriteLine(Ready);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
