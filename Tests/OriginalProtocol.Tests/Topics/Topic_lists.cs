using System.Text;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Topics;

[TestClass]
public sealed class Topic_lists
{
    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public async Task Longer_than_a_frame_are_cut_after_a_whole_line(string mechanism)
    {
        var wire = Wire.Of(mechanism);
        var topics = Enumerable.Range(0, 7_000).Select(i => $"/t{i}").ToArray();
        await using var listener = await TestListener.StartAsync();
        foreach (var topic in topics)
            await listener.PublishAsync(topic, "x");
        var list = Encoding.UTF8.GetString(await listener.ListAsync(wire));
        var fitting = topics.Length;
        while (wire.ListAck(topics.Take(fitting)).Length > 5 + 99_999)
            fitting--;
        Assert.IsLessThan(topics.Length, fitting);
        Assert.AreEqual(wire.ListAck(topics.Take(fitting)), list);
    }

    [TestMethod]
    public async Task Leave_the_brokers_own_topics_out()
    {
        await using var listener = await TestListener.StartAsync();
        await listener.PublishAsync("/$sys/x", "x");
        Assert.Contains("LIST_NACK", Encoding.UTF8.GetString(await listener.ListAsync(Wire.Json)));
        await listener.PublishAsync("/a", "x");
        Assert.AreEqual(Wire.Json.ListAck("/a"), Encoding.UTF8.GetString(await listener.ListAsync(Wire.Json)));
    }

    [TestMethod]
    public async Task Tell_of_each_new_level_before_its_first_message()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Xml);
        await client.SendAsync(Wire.Xml.Subscribe("/a") + Wire.Xml.List());
        await client.ReadFrameAsync();
        await listener.PublishAsync("/a/b/c", "x");
        Assert.AreEqual(Wire.Xml.ListAck("/a", "/a/b"), await client.ReadTextAsync());
        Assert.AreEqual(Wire.Xml.ListAck("/a", "/a/b", "/a/b/c"), await client.ReadTextAsync());
        Assert.AreEqual(Wire.Xml.Publish("/a/b/c", "x"), await client.ReadTextAsync());
    }

    [TestMethod]
    public async Task Are_sent_to_clients_that_never_subscribe()
    {
        await using var listener = await TestListener.StartAsync();
        await listener.PublishAsync("/grüße", "x");
        Assert.AreEqual(Wire.Json.ListAck("/gr\\u00fc\\u00dfe"), Encoding.UTF8.GetString(await listener.ListAsync(Wire.Json)));
        Assert.AreEqual(Wire.Xml.ListAck("/grüße"), Encoding.UTF8.GetString(await listener.ListAsync(Wire.Xml)));
    }
}
