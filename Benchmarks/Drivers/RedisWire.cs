using System.Text;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>Redis: commands as arrays of strings, each behind its length.</summary>
internal sealed class RedisWire(int port, string verb = "PUBLISH") : Wire(port), ISubscribingMany
{
    private static readonly byte[] Pong = "+PONG"u8.ToArray();
    private static readonly byte[] Subscribed = ":1\r\n"u8.ToArray();

    public override Task<RawSocket> SubscribeAsync(string topic) => OpenAsync(Command("SUBSCRIBE", topic), Subscribed);

    public async Task<ManySubscriptions> OpenAsync(string topic) =>
        new(await OpenAsync(Command("PING"), Pong), Command("SUBSCRIBE", topic), CallNumbers: 1, "$9\r\nsubscribe"u8.ToArray(), DeliveryNumbers: 2);

    protected override async Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages) => (
        await OpenAsync(Command("PING"), Pong),
        Batch(batchMessages, () => Command(verb, topic, Encoding.ASCII.GetString(NumberedPayload.Create(0, payloadBytes)))));

    public static byte[] Command(params string[] words) =>
        Encoding.ASCII.GetBytes($"*{words.Length}\r\n{string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"))}");
}
