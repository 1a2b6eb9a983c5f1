using System.Buffers;
using System.Text;
using WcfBroker.OriginalProtocol.Framing;
using WcfBroker.OriginalProtocol.Tests.Support;

namespace WcfBroker.OriginalProtocol.Tests.Framing;

[TestClass]
public sealed class Split_frames
{
    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public void Are_whole_wherever_they_were_split_and_not_before(string mechanism)
    {
        var bytes = Encoding.UTF8.GetBytes(Wire.Of(mechanism).Publish("/a", "grüße"));
        for (var split = 0; split <= bytes.Length; split++)
        {
            var early = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes, 0, split));
            Assert.AreEqual(split == bytes.Length, FrameReader.TryRead(ref early, FrameFormat.FrameBytesMax, out _));
            var whole = new SequenceReader<byte>(SplitBytes.At(bytes, split));
            Assert.IsTrue(FrameReader.TryRead(ref whole, FrameFormat.FrameBytesMax, out var frame));
            CollectionAssert.AreEqual(bytes, frame);
            Assert.IsTrue(whole.End);
        }
    }

    [TestMethod]
    [DataRow("json")]
    [DataRow("xml")]
    public async Task Are_served_when_they_come_byte_by_byte(string mechanism)
    {
        var wire = Wire.Of(mechanism);
        await using var listener = await TestListener.StartAsync();
        await using var client = await listener.ConnectAsync();
        foreach (var b in Encoding.UTF8.GetBytes(wire.Handshake + wire.Subscribe("/a") + wire.Publish("/a", "x") + wire.List()))
            await client.SendAsync(new[] { b });
        Assert.AreEqual(wire.Publish("/a", "x"), await client.ReadTextAsync());
        Assert.AreEqual(wire.ListAck("/a"), await client.ReadTextAsync());
    }
}
