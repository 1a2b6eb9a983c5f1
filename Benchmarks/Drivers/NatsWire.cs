using System.Text;
using WcfBroker.Benchmarks.Load;
using WcfBroker.Benchmarks.Requests;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>NATS: lines of text, payloads behind their length.</summary>
internal sealed class NatsWire(int port) : Wire(port), IRequesting, ISubscribingMany
{
    private static readonly byte[] Pong = "PONG\r\n"u8.ToArray();

    public override Task<RawSocket> SubscribeAsync(string topic) => OpenAsync(Line($"{Hello}SUB {topic} 1\r\nPING"), Pong);

    protected override async Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages) => (
        await OpenAsync(Line($"{Hello}PING"), Pong),
        Batch(batchMessages, () => [.. Line($"PUB {topic} {payloadBytes}"), .. NumberedPayload.Create(0, payloadBytes), .. "\r\n"u8]));

    public async Task<IRequester> RequesterAsync(string topic) => await NatsRequester.OpenAsync(this, topic);

    // A name of its own for each subscription, and an answer to it.
    public async Task<ManySubscriptions> OpenAsync(string topic) =>
        new(await OpenAsync(Line($"{Hello}PING"), Pong), Line($"SUB {topic} {NumberedPayload.Text(0)}\r\nPING"), CallNumbers: 2, Pong, DeliveryNumbers: 3);

    /// <summary>What each confirmation of JetStream has once.</summary>
    public static byte[] Confirmation { get; } = "\"seq\":"u8.ToArray();

    /// <summary>Has JetStream keep what is published to a topic.</summary>
    public async Task CreateStreamAsync(string name, string topic, string storage)
    {
        using var socket = await OpenAsync(Line($"{Hello}SUB created 1\r\nPING"), Pong);
        var settings = FormattableString.Invariant($$"""{"name":"{{name}}","subjects":["{{topic}}"],"storage":"{{storage}}","max_msgs_per_subject":-1,"discard":"old"}""");
        await socket.SendAsync(Line($"PUB $JS.API.STREAM.CREATE.{name} created {settings.Length}\r\n{settings}"));
        await socket.ReceiveUntilAsync("\"did_create\":true"u8.ToArray());
    }

    /// <summary>A socket whose messages JetStream confirms, and such a message.</summary>
    public async Task<(RawSocket Socket, byte[] Message)> OpenConfirmedAsync(string topic, int payloadBytes)
    {
        var inbox = $"inbox-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var socket = await OpenAsync(Line($"{Hello}SUB {inbox} 1\r\nPING"), Pong);
        return (socket, [.. Line($"PUB {topic} {inbox} {payloadBytes}"), .. NumberedPayload.Create(0, payloadBytes), .. "\r\n"u8]);
    }

    private const string Hello = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n";

    private static byte[] Line(FormattableString text) => Encoding.ASCII.GetBytes($"{FormattableString.Invariant(text)}\r\n");
}
