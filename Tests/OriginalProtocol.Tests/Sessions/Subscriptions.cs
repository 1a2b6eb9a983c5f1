using System.Text;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Subscriptions
{
    private static readonly Wire W = Wire.Json;

    [TestMethod]
    public async Task Of_a_topic_and_its_subtopic_bring_a_message_once()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(W);
        await client.SendAsync(W.Subscribe("/a") + W.Subscribe("/a/b") + W.Publish("/a/b", "x"));
        Assert.AreEqual(W.Publish("/a/b", "x"), Encoding.UTF8.GetString(await client.FinishAsync()));
    }

    [TestMethod]
    public async Task To_the_root_are_cancelled_with_all_others()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(W);
        await client.SendAsync(W.Subscribe("/") + W.Subscribe("/a") + W.Cancel("/") + W.Publish("/a", "1") + W.Subscribe("/a"));
        Assert.AreEqual(W.LastMessage("/a", "1"), Encoding.UTF8.GetString(await client.FinishAsync()));
    }

    [TestMethod]
    public async Task Are_cancelled_by_the_topic_when_the_message_names_none()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(W);
        await client.SendAsync(W.Subscribe("/a") + W.Message("CANCEL_SUB", "/a", "") + W.Publish("/a", "1"));
        Assert.IsEmpty(await client.FinishAsync());
    }

    [TestMethod]
    public async Task Bring_the_last_message_below_each_ancestor_in_order_of_creation()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(W);
        await client.SendAsync(W.Publish("/a/b/c", "1") + W.Publish("/d", "2") + W.Publish("/a/e", "3") + W.Subscribe("/"));
        Assert.AreEqual(
            W.LastMessage("/a", "3") + W.LastMessage("/a/b", "1") + W.LastMessage("/a/b/c", "1") + W.LastMessage("/d", "2") + W.LastMessage("/a/e", "3"),
            Encoding.UTF8.GetString(await client.FinishAsync()));
    }

    [TestMethod]
    public async Task With_more_topics_than_one_refill_bring_them_all()
    {
        var topics = Enumerable.Range(0, 3_000).Select(i => $"/t{i}").ToArray();
        await using var listener = await TestListener.StartAsync();
        foreach (var topic in topics)
            await listener.PublishAsync(topic, "x");
        await using var client = await listener.ConnectAsync(W);
        await client.SendAsync(W.Subscribe("/"));
        foreach (var topic in topics)
            Assert.AreEqual(W.LastMessage(topic, "x"), await client.ReadTextAsync());
    }

    [TestMethod]
    public async Task End_with_the_server_after_all_that_was_published_before()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(W);
        await client.SendAsync(W.Subscribe("/a") + W.List());
        await client.ReadFrameAsync();
        await listener.PublishAsync("/a", "last");
        await listener.StopAsync();
        Assert.AreEqual(W.Publish("/a", "last"), Encoding.UTF8.GetString(await client.ReadToEndAsync()));
        Assert.AreEqual(0, listener.Counters.Connections);
    }
}
