using System.Globalization;
using System.Text;
using WcfBroker.Core;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Framing;

[TestClass]
public sealed class Pipelined_frames
{
    private const int Messages = 10_000;

    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public async Task Ten_thousand_in_one_write_arrive_in_order(string mechanism)
    {
        var wire = Wire.Of(mechanism);
        await using var listener = await TestListener.StartAsync(limits: new BrokerLimits { OutboxMessagesMax = 2 * Messages });
        await using var subscriber = await SubscriberAsync(listener, wire);
        await using var publisher = await listener.ConnectAsync(wire);
        await publisher.SendAsync(Publishes(wire));
        for (var i = 0; i < Messages; i++)
            Assert.AreEqual(wire.Publish("/a", Number(i)), await subscriber.ReadTextAsync());
    }

    [TestMethod]
    public async Task Beyond_what_an_outbox_holds_are_delivered_or_counted_as_dropped()
    {
        await using var listener = await TestListener.StartAsync();
        await using var subscriber = await SubscriberAsync(listener, Wire.Json);
        await using var publisher = await listener.ConnectAsync(Wire.Json);
        await publisher.SendAsync(Publishes(Wire.Json));
        var (received, last) = (0, "");
        while (last != Wire.Json.Publish("/a", Number(Messages - 1)))
        {
            last = await subscriber.ReadTextAsync();
            received++;
        }

        await listener.StopAsync();
        Assert.AreEqual(Messages, received + listener.Counters.MessagesDropped);
    }

    [TestMethod]
    public async Task Of_all_kinds_are_applied_in_the_order_of_arrival()
    {
        var wire = Wire.Json;
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(wire);
        await client.SendAsync(wire.Publish("/a", "1") + wire.Subscribe("/a") + wire.Publish("/a", "2") + wire.Cancel("/a")
            + wire.Publish("/a", "3") + wire.List() + wire.Subscribe("/a") + wire.Publish("/a/b", "4"));
        Assert.AreEqual(wire.LastMessage("/a", "1"), await client.ReadTextAsync());
        Assert.AreEqual(wire.Publish("/a", "2"), await client.ReadTextAsync());
        Assert.AreEqual(wire.ListAck("/a"), await client.ReadTextAsync());
        Assert.AreEqual(wire.LastMessage("/a", "3"), await client.ReadTextAsync());
        Assert.AreEqual(wire.Publish("/a/b", "4"), await client.ReadTextAsync());
        Assert.IsEmpty(await client.FinishAsync());
    }

    [TestMethod]
    public async Task Before_a_bad_one_are_still_applied_and_answered()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Publish("/a", "1") + Wire.Json.List() + "bad");
        Assert.AreEqual(Wire.Json.ListAck("/a"), Encoding.UTF8.GetString(await client.FinishAsync()));
    }

    [TestMethod]
    public async Task Of_the_greatest_length_are_carried_and_one_byte_more_is_left_out()
    {
        var text = new string('x', 99_999 - Wire.Json.Publish("/a", "").Length + 5);
        await using var listener = await TestListener.StartAsync();
        await using var client = await SubscriberAsync(listener, Wire.Json);
        await client.SendAsync(Wire.Json.Publish("/a", text));
        Assert.AreEqual(Wire.Json.Publish("/a", text), await client.ReadTextAsync());

        // LAST_MSG is a letter longer than PUBLISH.
        await using var late = await listener.ConnectAsync(Wire.Json);
        await late.SendAsync(Wire.Json.Subscribe("/a") + Wire.Json.List());
        Assert.AreEqual(Wire.Json.ListAck("/a"), await late.ReadTextAsync());
        Assert.AreEqual(1, listener.Counters.MessagesLeftOut(Omission.TooLong));
    }

    private static async Task<TestClient> SubscriberAsync(TestListener listener, Wire wire)
    {
        var client = await listener.ConnectAsync(wire);
        await client.SendAsync(wire.Subscribe("/a") + wire.List());
        Assert.AreEqual(wire.ListAck("/a"), await client.ReadTextAsync());
        return client;
    }

    private static string Publishes(Wire wire) => string.Concat(Enumerable.Range(0, Messages).Select(i => wire.Publish("/a", Number(i))));

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
