using System.Globalization;
using System.Text;
using WcfBroker.Benchmarks.Load;

namespace WcfBroker.Benchmarks.Original;

/// <summary>The frames of the original protocol that a client sends: their length as <c>%5d</c>, then JSON.</summary>
internal static class LabFrame
{
    public static byte[] Hello { get; } = Frame("JSONQueue");

    /// <summary>Subscribes and asks for the topic list, whose arrival shows that the subscription stands.</summary>
    public static byte[] Subscribe(string topic) => [.. Message("SUBSCRIBE", topic, topic), .. Message("LIST", topic, "")];

    /// <summary>How every answer to a list begins.</summary>
    public static ReadOnlyMemory<byte> List { get; } = "LIST_"u8.ToArray();

    /// <summary>A batch of messages that wait for their numbers.</summary>
    public static byte[] Batch(string topic, int payloadBytes) =>
    [
        .. Enumerable.Range(0, DeliveryWindow.BatchMessages)
            .SelectMany(_ => Message("PUBLISH", topic, Encoding.ASCII.GetString(NumberedPayload.Create(0, payloadBytes)))),
    ];

    private static byte[] Message(string method, string topic, string text) =>
        Frame($$"""{"method": "{{method}}", "topic": "{{topic}}", "msg": "{{text}}"}""");

    private static byte[] Frame(string text) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.Length,5}{text}"));
}
