using System.Buffers;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Contracts.Messages;
using WcfBroker.Core.Messages;
using WcfBroker.Fuzz.Targets;

namespace WcfBroker.Fuzz.Tests;

/// <summary>What a message that is read from its bytes leaves for the garbage collector, besides its payload.</summary>
[TestClass]
[DoNotParallelize]
public sealed class EncodedRequestCosts
{
    private const int Times = 1_000;
    private const int BodyBytes = 100;
    private const int BatchMessages = 64;

    // The array of the payload, the text of the id, the content, and the call.
    private const int BytesOfPublish = 500;
    private const int BytesOfBatchedMessage = 400;

    private static readonly BrokerMessage Message = new() { Id = "id-of-a-message", Body = new byte[BodyBytes] };

    [TestMethod]
    public void A_publish_costs_little_more_than_what_the_core_keeps() =>
        AssertRead(BytesOfPublish, new ClientCall("Publish", isLast: true, ("topic", "/costs"), ("message", Message)));

    [TestMethod]
    public void A_post_costs_little_more_than_what_the_core_keeps() =>
        AssertRead(BytesOfPublish, new ClientCall("Post", isLast: true, ("topic", "/costs"), ("message", Message)));

    [TestMethod]
    public void A_batched_message_costs_little_more_than_what_the_core_keeps() => AssertRead(
        BytesOfBatchedMessage * BatchMessages,
        new ClientCall(
            "PublishBatch",
            isLast: true,
            ("messages", Enumerable.Range(0, BatchMessages).Select(_ => new TopicMessage { Topic = "/costs", Message = Message }).ToArray())));

    [TestMethod]
    public void A_reply_costs_nothing()
    {
        var reply = new EncodedSession().Reply(new Receipt(1_000_000, DateTime.UnixEpoch, 50));
        var output = new ArrayBufferWriter<byte>(1_024);
        Assert.AreEqual(0, Measure(() =>
        {
            output.ResetWrittenCount();
            reply(output);
        }));
    }

    private static void AssertRead(int bytesMax, ClientCall call)
    {
        var (session, message) = Open(call);
        var bytes = Measure(() => Assert.IsNotNull(session.Read(message)));
        Assert.IsLessThanOrEqualTo(bytesMax, bytes);
        Assert.AreEqual(bytes, Measure(() => Assert.IsNotNull(session.Read(message))));
    }

    private static (EncodedSession Session, ReadOnlySequence<byte> Message) Open(ClientCall call)
    {
        var messages = call.Encode(2);
        var session = new EncodedSession();
        Assert.IsNull(session.Read(new ReadOnlySequence<byte>(messages[0])));
        return (session, new(messages[1]));
    }

    private static long Measure(Action act)
    {
        act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            act();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }
}
