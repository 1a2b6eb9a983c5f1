using System.Runtime.InteropServices;
using System.Text;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Mechanisms;

[TestClass]
public sealed class Shared_frames
{
    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public async Task Are_made_once_for_a_message_with_several_subscribers(string mechanism)
    {
        await using var listener = await TestListener.StartAsync();
        var outbox = await listener.SubscribeAsync("/a");
        await listener.SubscribeAsync("/a", -2);
        await listener.PublishAsync("/a", "text");
        var message = await outbox.NextAsync();
        var form = Decoded.MechanismOf(mechanism).Form;
        Assert.AreEqual(Wire.Of(mechanism).Publish("/a", "text"), Encoding.UTF8.GetString(message.Form(form)));
        Assert.AreSame(message.Form(form), message.Form(form));
    }

    [TestMethod]
    [DataRow("json", "plain text", true)]
    [DataRow("xml", "plain tëxt", true)]
    [DataRow("json", "a\\nb", false)]
    [DataRow("xml", "a &amp; b", false)]
    public async Task Are_the_very_bytes_that_came_when_their_form_is_the_same(string mechanism, string text, bool same)
    {
        var wire = Wire.Of(mechanism);
        await using var listener = await TestListener.StartAsync();
        var outbox = await listener.SubscribeAsync("/a");
        await using var publisher = await listener.ConnectAsync(wire);
        await publisher.SendAsync(wire.Publish("/a", text));
        var message = await outbox.NextAsync();
        var frame = message.Form(Decoded.MechanismOf(mechanism).Form);
        Assert.AreEqual(wire.Publish("/a", text), Encoding.UTF8.GetString(frame));
        Assert.IsTrue(MemoryMarshal.TryGetArray(message.Content.Body, out var body));
        Assert.AreEqual(same, ReferenceEquals(body.Array, frame));
    }

    [TestMethod]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": \"x\" }")]
    [DataRow("{\"method\": \"PUBLISH\", \"topic\": \"/b\", \"msg\": \"x\", \"topic\": \"/a\"}")]
    public async Task Are_written_anew_when_anything_around_the_body_differs(string payload)
    {
        await using var listener = await TestListener.StartAsync();
        var outbox = await listener.SubscribeAsync("/a");
        await using var publisher = await listener.ConnectAsync(Wire.Json);
        await publisher.SendAsync(Wire.Frame(payload));
        var message = await outbox.NextAsync();
        Assert.AreEqual(Wire.Json.Publish("/a", "x"), Encoding.UTF8.GetString(message.Form(Decoded.MechanismOf("json").Form)));
    }

    [TestMethod]
    public async Task Do_not_keep_a_large_frame_alive_for_a_small_body()
    {
        await using var listener = await TestListener.StartAsync();
        var outbox = await listener.SubscribeAsync("/a");
        await using var publisher = await listener.ConnectAsync(Wire.Json);
        await publisher.SendAsync(Wire.Frame($"{{\"extra\": \"{new string('x', 9_000)}\", \"method\": \"PUBLISH\", \"topic\": \"/a\", \"msg\": \"1\"}}"));
        var message = await outbox.NextAsync();
        Assert.IsTrue(MemoryMarshal.TryGetArray(message.Content.Body, out var body));
        Assert.HasCount(1, body.Array!);
    }
}
