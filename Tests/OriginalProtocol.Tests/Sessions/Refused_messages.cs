using System.Text;
using WcfBroker.Core;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Refused_messages
{
    [TestMethod]
    [DataRow("/a/", "no empty level")]
    [DataRow("/a//b", "no empty level")]
    [DataRow("//a", "no empty level")]
    [DataRow("///", "no empty level")]
    [DataRow("/$sys/x", "the broker's own")]
    [DataRow("/a/+", "'+' and '#'")]
    [DataRow("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", "at most 16 levels")]
    [DataRow("/\\u0007", "no control characters")]
    public async Task Name_impossible_topics_and_the_connection_is_kept(string topic, string reason)
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Publish(topic, "x") + Wire.Json.Subscribe(topic) + Wire.Json.Cancel(topic) + Wire.Json.List());
        Assert.StartsWith("   93{\"method\": \"LIST_NACK\"", await client.ReadTextAsync());
        Assert.AreEqual(3, listener.Counters.MessagesRefused);
        var line = listener.Log.All.First(line => line.Contains("refused", StringComparison.Ordinal));
        Assert.Contains(reason, line);
        Assert.DoesNotContain(c => char.IsControl(c), line);
    }

    [TestMethod]
    public async Task Of_a_broken_client_do_not_fill_the_log()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(string.Concat(Enumerable.Repeat(Wire.Json.Message("HELLO", "/a", "x"), 1_000)));
        await client.FinishAsync();
        Assert.AreEqual(1_000, listener.Counters.MessagesRefused);
        Assert.HasCount(10, listener.Log.All.Where(line => line.Contains("unknown method 'HELLO'", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Past_a_limit_of_the_broker_are_logged_and_counted()
    {
        await using var listener = await TestListener.StartAsync(limits: new BrokerLimits { TopicsMax = 2, PayloadBytesMax = 10 });
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Publish("/a", "x") + Wire.Json.Publish("/b", "x") + Wire.Json.Publish("/a", "12345678901") + Wire.Json.List());
        Assert.AreEqual(Wire.Json.ListAck("/a"), await client.ReadTextAsync());
        Assert.AreEqual(2, listener.Counters.MessagesRefused);
    }

    [TestMethod]
    public async Task Name_the_root_in_vain_but_not_by_two_slashes()
    {
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync(Wire.Json);
        await client.SendAsync(Wire.Json.Subscribe("//") + Wire.Json.Publish("//", "to the root") + Wire.Json.Cancel("//") + Wire.Json.Publish("/", "x"));
        Assert.AreEqual(Wire.Json.Publish("", "to the root"), Encoding.UTF8.GetString(await client.FinishAsync()));
    }
}
