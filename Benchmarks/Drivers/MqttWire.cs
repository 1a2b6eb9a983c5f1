using System.Text;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>MQTT 3.1.1, quality of service 0.</summary>
internal sealed class MqttWire(int port, bool isRetained = false) : Wire(port), ISubscribingMany
{
    private const byte Connect = 0x10;
    private const byte Publish = 0x30;
    private const byte Subscribe = 0x82;
    private const byte CleanSession = 2;

    private static readonly byte[] Connected = [0x20, 2, 0, 0];
    private static readonly byte[] Subscribed = [0x90, 3, 0, 1, 0];
    private static int s_clients;

    public override async Task<RawSocket> SubscribeAsync(string topic)
    {
        var socket = await ConnectAsync();
        await socket.SendAsync(SubscribeTo(topic));
        await socket.ReceiveUntilAsync(Subscribed);
        return socket;
    }

    public async Task<ManySubscriptions> OpenAsync(string topic) =>
        new(await ConnectAsync(), SubscribeTo(topic), CallNumbers: 1, Subscribed, DeliveryNumbers: 2);

    protected override async Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages) =>
        (await ConnectAsync(), Batch(batchMessages, () => Message(topic, NumberedPayload.Create(0, payloadBytes))));

    private static byte[] SubscribeTo(string topic) => Packet(Subscribe, [0, 1, .. Text(topic), 0]);

    private byte[] Message(string topic, byte[] payload) => Packet((byte)(Publish | (isRetained ? 1 : 0)), [.. Text(topic), .. payload]);

    private Task<RawSocket> ConnectAsync() => OpenAsync(
        Packet(Connect, [.. Text("MQTT"), 4, CleanSession, 0, 0, .. Text($"benchmark-{Interlocked.Increment(ref s_clients)}")]), Connected);

    private static byte[] Packet(byte kind, byte[] content) => content.Length < 0x80
        ? [kind, (byte)content.Length, .. content]
        : [kind, (byte)(content.Length & 0x7F | 0x80), (byte)(content.Length >> 7), .. content];

    private static byte[] Text(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
