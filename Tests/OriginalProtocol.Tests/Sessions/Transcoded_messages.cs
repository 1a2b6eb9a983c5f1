using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Transcoded_messages
{
    [TestMethod]
    [DataRow("json", "json")]
    [DataRow("json", "xml")]
    [DataRow("xml", "json")]
    [DataRow("xml", "xml")]
    public async Task Arrive_as_the_same_text_live_and_late(string from, string to)
    {
        var (sender, receiver) = (Wire.Of(from), Wire.Of(to));
        var written = new Dictionary<Wire, string> { [Wire.Json] = "\\u00e9 <\\\"&\\\">\\n", [Wire.Xml] = "é &lt;\"&amp;\"&gt;\n" };
        await using var listener = await TestListener.StartAsync();
        await using var live = await listener.ConnectAsync(receiver);
        await live.SendAsync(receiver.Subscribe("/a") + receiver.List());
        Assert.AreEqual(receiver.ListAck("/a"), await live.ReadTextAsync());
        await using var publisher = await listener.ConnectAsync(sender);
        await publisher.SendAsync(sender.Publish("/a/b", written[sender]));
        Assert.AreEqual(receiver.ListAck("/a", "/a/b"), await live.ReadTextAsync());
        Assert.AreEqual(receiver.Publish("/a/b", written[receiver]), await live.ReadTextAsync());
        await using var late = await listener.ConnectAsync(receiver);
        await late.SendAsync(receiver.Subscribe("/a"));
        Assert.AreEqual(receiver.LastMessage("/a", written[receiver]), await late.ReadTextAsync());
        Assert.AreEqual(receiver.LastMessage("/a/b", written[receiver]), await late.ReadTextAsync());
    }

    [TestMethod]
    [DataRow("17", "17")]
    [DataRow("true", "True")]
    [DataRow("null", "")]
    [DataRow("[1, \"&\"]", "[1, \"&amp;\"]")]
    public async Task From_JSON_values_are_text_in_XML(string value, string text)
    {
        await using var listener = await TestListener.StartAsync();
        await using var subscriber = await listener.ConnectAsync(Wire.Xml);
        await subscriber.SendAsync(Wire.Xml.Subscribe("/a") + Wire.Xml.List());
        await subscriber.ReadFrameAsync();
        await using var publisher = await listener.ConnectAsync(Wire.Json);
        await publisher.SendAsync(Wire.Frame($"{{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": {value}}}"));
        Assert.AreEqual(Wire.Xml.Publish("/a", text), await subscriber.ReadTextAsync());
    }
}
