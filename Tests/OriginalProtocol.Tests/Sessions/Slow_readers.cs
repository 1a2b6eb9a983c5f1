using System.Globalization;
using WcfBroker.Core;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Slow_readers
{
    private const int Rounds = 40;
    private const int RoundMessages = 500;
    private static readonly BrokerLimits Limits = new() { OutboxMessagesMax = 2_000 };

    [TestMethod]
    public async Task Do_not_stop_others_and_get_the_newest_messages()
    {
        await using var listener = await TestListener.StartAsync(limits: Limits);
        await using var slow = await SubscribeAsync(listener);
        await PublishToAReaderAsync(listener);
        await slow.SendAsync(Wire.Json.List());
        var (received, last, next) = (0, "", "");
        while ((next = await slow.ReadTextAsync()) != Wire.Json.ListAck("/a"))
            (received, last) = (received + 1, next);
        Assert.AreEqual(Text(Rounds * RoundMessages), last);
        Assert.AreEqual(Rounds * RoundMessages, received + listener.Counters.MessagesDropped);
        Assert.IsGreaterThan(0, listener.Counters.MessagesDropped);
        Assert.Contains(line => line.Contains("dropped so far because the client reads slowly", StringComparison.Ordinal), listener.Log.All);
    }

    private static async Task PublishToAReaderAsync(TestListener listener)
    {
        await using var reader = await SubscribeAsync(listener);
        await using var publisher = await listener.ConnectAsync(Wire.Json);
        for (var round = 0; round < Rounds; round++)
        {
            var texts = Enumerable.Range(1, RoundMessages).Select(i => Text((round * RoundMessages) + i)).ToArray();
            await publisher.SendAsync(string.Concat(texts));
            foreach (var text in texts)
                Assert.AreEqual(text, await reader.ReadTextAsync());
        }
    }

    private static async Task<TestClient> SubscribeAsync(TestListener listener)
    {
        var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Subscribe("/a") + Wire.Json.List());
        Assert.AreEqual(Wire.Json.ListAck("/a"), await client.ReadTextAsync());
        return client;
    }

    private static string Text(int i) => Wire.Json.Publish("/a", i.ToString(CultureInfo.InvariantCulture).PadLeft(1_000, '.'));
}
