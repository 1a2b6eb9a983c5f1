using System.Net;
using System.ServiceModel;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Storms;

/// <summary>Publishes by one of the protocols, each time in a new connection, as clients do that mean no harm.</summary>
internal static class HealthyClient
{
    public const string NetTcp = "NetTcp";
    public const string Http = "Http";
    public const string Original = "Original";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IPEndPoint EndpointOf(RunningBroker broker, string protocol) => protocol switch
    {
        NetTcp => new(IPAddress.Loopback, new Uri(broker.Url).Port),
        Http => new(IPAddress.Loopback, broker.HttpUrl.Port),
        _ => broker.Original,
    };

    /// <summary>Publishes; false if the broker does not let it in.</summary>
    public static async Task<bool> TryPublishAsync(RunningBroker broker, string protocol)
    {
        try
        {
            await PublishAsync(broker, protocol).WaitAsync(Patience);
            return true;
        }
        catch (Exception refused) when (refused is CommunicationException or HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    public static Task PublishAsync(RunningBroker broker, string protocol) => protocol switch
    {
        NetTcp => OverNetTcpAsync(broker.Url),
        Http => OverHttpAsync(broker.HttpUrl),
        _ => OverOriginal(broker.Original),
    };

    private static async Task OverNetTcpAsync(string url)
    {
        var client = new WcfClient(url);
        try
        {
            await client.Broker.PublishTextAsync("/storm", "x");
        }
        finally
        {
            client.Abort();
        }
    }

    private static async Task OverHttpAsync(Uri url)
    {
        using var http = new HttpClient { BaseAddress = url };
        using var body = new StringContent("x");
        using var answer = await http.PostAsync(new Uri("api/topics/storm/messages", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    private static Task OverOriginal(IPEndPoint broker)
    {
        using var client = LabClient.Json(broker);
        client.Send("""{"method": "PUBLISH", "topic": "/storm", "msg": "x"}""");
        client.List("""{"method": "LIST", "topic": "", "msg": ""}""");
        return Task.CompletedTask;
    }
}
