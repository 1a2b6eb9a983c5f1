using System.Globalization;
using System.Text;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Drivers;

/// <summary>The original protocol: frames behind their length as <c>%5d</c>, in JSON.</summary>
internal sealed class LabWire(int port) : Wire(port)
{
    // How every answer to a list begins.
    private static readonly byte[] List = "LIST_"u8.ToArray();
    private static readonly byte[] Hello = Frame("JSONQueue");

    // The topic list is asked for because its arrival shows that the subscription stands.
    public override Task<RawSocket> SubscribeAsync(string topic) =>
        OpenAsync((byte[])[.. Hello, .. Message("SUBSCRIBE", topic, topic), .. Message("LIST", topic, "")], List);

    protected override async Task<(RawSocket Socket, byte[] Batch)> OpenPublisherAsync(string topic, int payloadBytes, int batchMessages)
    {
        var socket = await RawSocket.ConnectAsync(Port);
        await socket.SendAsync(Hello);
        return (socket, Batch(
            batchMessages, () => Message("PUBLISH", topic, Encoding.ASCII.GetString(NumberedPayload.Create(0, payloadBytes)))));
    }

    private static byte[] Message(string method, string topic, string text) =>
        Frame($$"""{"method": "{{method}}", "topic": "{{topic}}", "msg": "{{text}}"}""");

    private static byte[] Frame(string text) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.Length,5}{text}"));
}
