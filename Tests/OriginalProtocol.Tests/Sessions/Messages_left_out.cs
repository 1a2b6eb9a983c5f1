using System.Text;
using WcfBroker.OriginalProtocol.Mechanisms;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Messages_left_out
{
    [TestMethod]
    public async Task Are_binary_bodies() => await AssertLeftOutAsync(Wire.Json, [0xff, 0x00], Omission.NotText);

    [TestMethod]
    public async Task Are_characters_that_XML_forbids() => await AssertLeftOutAsync(Wire.Xml, "a\u0001"u8.ToArray(), Omission.NotXml);

    [TestMethod]
    public async Task Are_frames_too_long_for_their_prefix() => await AssertLeftOutAsync(Wire.Json, new byte[1 << 20], Omission.TooLong);

    [TestMethod]
    public async Task Are_frames_too_long_when_escaped() =>
        await AssertLeftOutAsync(Wire.Xml, Encoding.UTF8.GetBytes(new string('&', 20_000)), Omission.TooLong);

    [TestMethod]
    public async Task Are_not_those_that_JSON_can_escape()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await listener.PublishAsync("/a", "a\u0001");
        await client.SendAsync(Wire.Json.Subscribe("/a"));
        Assert.AreEqual(Wire.Json.LastMessage("/a", "a\\u0001"), await client.ReadTextAsync());
    }

    private static async Task AssertLeftOutAsync(Wire wire, byte[] body, Omission reason)
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(wire);
        await client.SendAsync(wire.Subscribe("/a") + wire.List());
        await client.ReadFrameAsync();
        await listener.PublishAsync("/a", body);
        await listener.PublishAsync("/a", "next");
        Assert.AreEqual(wire.Publish("/a", "next"), await client.ReadTextAsync());
        Assert.AreEqual(1, listener.Counters.MessagesLeftOut(reason));
        Assert.Contains(line => line.Contains($"/a was left out: {reason}", StringComparison.Ordinal), listener.Log.All);
    }
}
