using System.Text;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Clients.Tests.Fakes;

/// <summary>Messages made of texts, and back.</summary>
internal static class Texts
{
    public static BrokerMessage Message(string text) => new() { ContentType = ContentTypes.Text, Body = Encoding.UTF8.GetBytes(text) };

    public static Delivery Delivery(string topic, long sequence, string text) => new()
    {
        Topic = topic,
        Sequence = sequence,
        PublishedUtc = new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc),
        ContentType = ContentTypes.Text,
        Body = Encoding.UTF8.GetBytes(text),
    };

    public static string Of(byte[]? body) => Encoding.UTF8.GetString(body ?? []);
}
