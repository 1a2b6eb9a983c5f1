using System.Text;
using WcfBroker.Contracts;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;
using WcfBroker.Integration.Tests.Clients;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Interop.Tests;

/// <summary>What each client does with a broker of its own, as the client prints it and as the broker holds it afterwards.</summary>
internal static class Scenario
{
    private const string Text = "Grüße, 世界 🚀 <&> \"' ]]>";

    private const string Printed = $"""
        published 1 Disk
        text 2
        batch 3 4
        large 5
        empty 6
        topics /interop /interop/plain /interop/text /interop/batch /interop/large /interop/empty
        fault InvalidTopic topic /a+
        pulled 1 /interop/plain Hello
        pulled 2 /interop/text {Text}
        pulled 3 /interop/batch one
        pulled 4 /interop/batch two
        pulled 5 /interop/large 61440 bytes, sum 7833600
        pulled 6 /interop/empty (empty)
        acknowledged 3
        stale 3
        posted

        """;

    private static readonly (string Topic, byte[] Body)[] Published =
    [
        ("/interop/plain", "Hello"u8.ToArray()),
        ("/interop/text", Encoding.UTF8.GetBytes(Text)),
        ("/interop/batch", "one"u8.ToArray()),
        ("/interop/batch", "two"u8.ToArray()),
        ("/interop/large", [.. Enumerable.Range(0, 61440).Select(i => (byte)i)]),
        ("/interop/empty", []),
        ("/interop/posted", "posted"u8.ToArray()),
    ];

    /// <summary>Has a client, which is given the broker's address, do everything, and checks both sides.</summary>
    public static async Task PlayAsync(Func<string, Task<string>> client)
    {
        await using var broker = await RunningBroker.StartAsync();
        Assert.AreEqual(Printed, await client(SoapUrl(broker)));
        await CheckMessagesAsync(broker);
        await CheckSubscriptionAsync(broker);
    }

    public static string SoapUrl(RunningBroker broker) => new Uri(broker.HttpUrl, "broker").AbsoluteUri;

    private static async Task CheckMessagesAsync(RunningBroker broker)
    {
        await using var client = new PlainClient<IPullSubscriber>(broker.Url);
        var subscription = await client.Broker.CreatePullSubscriptionAsync("/interop", new SubscriptionOptions { Start = StartPositions.All });
        var held = new List<Delivery>();
        while (held.Count < Published.Length)
        {
            var pulled = await client.Broker.PullAsync(subscription.Id, 0, TimeSpan.FromSeconds(20));
            Assert.IsNotEmpty(pulled.Deliveries, "the one-way message has come too");
            held.AddRange(pulled.Deliveries);
        }

        foreach (var (delivery, (topic, body)) in held.Zip(Published))
        {
            Assert.AreEqual(topic, delivery.Topic);
            CollectionAssert.AreEqual(body, delivery.Body ?? [], topic);
        }

        var plain = held[0];
        Assert.AreEqual("text/plain c1 by René", $"{plain.ContentType} {plain.CorrelationId} {plain.Headers![0].Name} {plain.Headers[0].Value}");
        Assert.AreEqual(ContentTypes.Text, held[1].ContentType);
    }

    private static async Task CheckSubscriptionAsync(RunningBroker broker)
    {
        await using var client = new PlainClient<IBrokerAdministration>(broker.Url);
        var status = (await client.Broker.ListSubscriptionsAsync(null, 0)).Subscriptions.Single();
        Assert.AreEqual("interop /interop, 4 behind, 0 in flight", $"{status.Name} {status.Topic}, {status.Behind} behind, {status.InFlight} in flight");
    }
}
