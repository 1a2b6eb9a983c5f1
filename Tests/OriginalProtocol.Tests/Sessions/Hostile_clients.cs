using System.Text;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Sessions;

[TestClass]
public sealed class Hostile_clients
{
    private const int Garbage = 99_999;

    public static IEnumerable<object[]> Payloads =>
    [
        ["json", "nothing", ""],
        ["json", "depth", new string('[', Garbage)],
        ["json", "depth of the value", "{\"method\": \"LIST\", \"msg\": " + new string('[', 50_000)],
        ["json", "noise", Noise()],
        ["json", "NULs", new string('\0', Garbage)],
        ["json", "no slash", "{\"method\": \"PUBLISH\", \"topic\": \"currency\\n\\u001b[31m\", \"msg\": 1}"],
        ["xml", "nothing", ""],
        ["xml", "depth", string.Concat(Enumerable.Repeat("<a>", 33_000))],
        ["xml", "depth of the value", "<data method=\"LIST\"><msg>" + string.Concat(Enumerable.Repeat("<a>", 33_000))],
        ["xml", "attributes", "<data " + string.Concat(Enumerable.Range(0, 12_000).Select(i => $"a{i:x}='' ")) + "/>"],
        ["xml", "noise", Noise()],
        ["xml", "NULs", new string('\0', Garbage)],
        ["xml", "document type", "<!DOCTYPE data><data method=\"LIST\" topic=\"/\"><msg/></data>"],
        ["xml", "entity bomb", EntityBomb()],
        ["xml", "no slash", "<data method=\"SUBSCRIBE\" topic=\"&#13;&#10;x\"><msg/></data>"],
    ];

    [TestMethod]
    [DynamicData(nameof(Payloads))]
    public async Task Lose_their_connection_for_a_bad_payload(string mechanism, string name, string payload) =>
        await AssertClosedAsync(Wire.Of(mechanism), Encoding.UTF8.GetBytes(Wire.Of(mechanism).Handshake + Wire.Frame(payload)), name);

    [TestMethod]
    [DataRow("   -1")]
    [DataRow("-0043")]
    [DataRow("99999999999")]
    [DataRow("hello")]
    [DataRow("\0\0\0\0\0")]
    public async Task Lose_their_connection_for_a_bad_prefix(string prefix) =>
        await AssertClosedAsync(Wire.Json, Encoding.UTF8.GetBytes(Wire.Json.Handshake + (prefix + new string('x', Garbage))), "prefix");

    [TestMethod]
    [DataRow("   11PickleQueue", "unsafe")]
    [DataRow("    9YamlQueue", "unknown mechanism 'YamlQueue'")]
    [DataRow("    4\r\n\u001b[", "unknown mechanism '\\u000d\\u000a\\u001b['")]
    [DataRow("99999", "longer than the 64")]
    [DataRow("GET / HTTP/1.1\r\n", "length in five characters")]
    public async Task Lose_their_connection_in_the_handshake(string handshake, string reason)
    {
        var line = await AssertClosedAsync(Wire.Json, Encoding.UTF8.GetBytes(handshake), reason);
        Assert.Contains(reason, line);
    }

    [TestMethod]
    public async Task Lose_their_connection_past_the_limit_for_frames()
    {
        var options = new OriginalProtocolOptions { FrameBytesMax = 1_000 };
        var line = await AssertClosedAsync(Wire.Json, Encoding.ASCII.GetBytes(Wire.Json.Handshake + " 1001"), "limit", options);
        Assert.Contains("1001 bytes is longer than the 1000", line);
    }

    // What is closed is this connection alone: one that was there before is still served, and so is a new one.
    private static async Task<string> AssertClosedAsync(Wire wire, byte[] bytes, string name, OriginalProtocolOptions? options = null)
    {
        await using var listener = await TestListener.StartAsync(options: options);
        await using var bystander = await listener.ConnectAsync(wire);
        await bystander.SendAsync(wire.Subscribe("/a") + wire.List());
        Assert.AreEqual(wire.ListAck("/a"), await bystander.ReadTextAsync());
        await using var hostile = await listener.ConnectAsync();
        await hostile.TrySendAsync(bytes);
        Assert.IsEmpty(await hostile.ReadToEndAsync(), name);
        await listener.PublishAsync("/a", "still served");
        Assert.AreEqual(wire.Publish("/a", "still served"), await bystander.ReadTextAsync());
        Assert.AreEqual(wire.ListAck("/a"), Encoding.UTF8.GetString(await listener.ListAsync(wire)));
        Assert.AreEqual(1, listener.Counters.Violations);
        var line = listener.Log.All.Single(line => line.Contains("was closed", StringComparison.Ordinal));
        Assert.DoesNotContain(c => char.IsControl(c), line);
        return line;
    }

    private static string Noise()
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, Garbage).Select(_ => (char)random.Next(0, 128)));
    }

    private static string EntityBomb() =>
        "<!DOCTYPE d [<!ENTITY e0 \"x\">"
        + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"))
        + "]><data method=\"PUBLISH\" topic=\"/a\"><msg>&e30;</msg></data>";
}
