using System.Text;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>NATS: lines of text, payloads behind their length.</summary>
internal sealed class NatsWire(int port) : Wire(port)
{
    private static readonly byte[] Pong = "PONG\r\n"u8.ToArray();

    public override Task<RawSocket> SubscribeAsync(string topic) => OpenAsync(Line($"{Hello}SUB {topic} 1\r\nPING"), Pong);

    protected override async Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages) => (
        await OpenAsync(Line($"{Hello}PING"), Pong),
        Batch(batchMessages, () => [.. Line($"PUB {topic} {payloadBytes}"), .. NumberedPayload.Create(0, payloadBytes), .. "\r\n"u8]));

    private const string Hello = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n";

    private static byte[] Line(FormattableString text) => Encoding.ASCII.GetBytes($"{FormattableString.Invariant(text)}\r\n");
}
