using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S15_Batch
{
    [TestMethod]
    public void Sequences_are_consecutive()
    {
        var broker = new TestBroker();
        broker.Publish("/a");
        var receipts = broker.PublishBatch(("/a", "1"), ("/b", "2"), ("/a", "3")).Value;
        Assert.AreEqual("2 3 4", string.Join(' ', receipts.Select(receipt => receipt.Sequence)));
    }

    [TestMethod]
    public void A_batch_is_delivered_in_order()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/");
        broker.PublishBatch(("/a", "1"), ("/b", "2"), ("/a", "3"));
        Assert.AreEqual("/a:1, /b:2, /a:3", session.Drain());
    }

    [TestMethod]
    public void A_batch_past_a_limit_leaves_nothing_behind()
    {
        var broker = new TestBroker(BrokerLimits.Default with { TopicsMax = 4 });
        var session = broker.Attach();
        session.Subscribe("/");
        var before = broker.Broker.Hash();
        var error = broker.PublishBatch(("/a", "1"), ("/b", "2"), ("/c", "3"), ("/d", "4")).Refused(ErrorCode.LimitExceeded);
        Assert.AreEqual("4 topics", error.Limit);
        Assert.AreEqual("5 topics", error.Value);
        Assert.AreEqual(before, broker.Broker.Hash());
        Assert.AreEqual("", session.Drain());
        Assert.AreEqual(1, broker.Publish("/a").Value.Sequence);
    }

    [TestMethod]
    public void Topics_that_a_batch_names_twice_count_once()
    {
        var broker = new TestBroker(BrokerLimits.Default with { TopicsMax = 4 });
        Assert.HasCount(3, broker.PublishBatch(("/a/b", "1"), ("/a/c", "2"), ("/a/b", "3")).Value);
    }

    [TestMethod]
    public void A_batch_has_at_most_1000_messages()
    {
        var batch = Enumerable.Repeat((TopicName.Parse("/a"), MessageContent.Empty), 1_001).ToList();
        Assert.IsNull(MessageRules.CheckBatch(batch[1..], BrokerLimits.Default, "messages"));
        var error = MessageRules.CheckBatch(batch, BrokerLimits.Default, "messages")!;
        Assert.AreEqual(ErrorCode.LimitExceeded, error.Code);
        Assert.AreEqual(("messages", "1000 messages", "1001 messages"), (error.Parameter, error.Limit, error.Value));
    }

    [TestMethod]
    public void A_batch_has_at_most_4_MiB_of_payload()
    {
        var batch = Enumerable.Repeat((TopicName.Parse("/a"), new MessageContent { Body = new byte[1 << 20] }), 4).ToList();
        Assert.IsNull(MessageRules.CheckBatch(batch, BrokerLimits.Default, "messages"));
        batch.Add((TopicName.Parse("/a"), TestBroker.Content("x")));
        var error = MessageRules.CheckBatch(batch, BrokerLimits.Default, "messages")!;
        Assert.AreEqual(ErrorCode.LimitExceeded, error.Code);
        Assert.AreEqual(("messages", "4194304 bytes", "4194305 bytes"), (error.Parameter, error.Limit, error.Value));
    }

    [TestMethod]
    public void A_wrong_message_is_named_by_its_place()
    {
        var batch = new[] { (TopicName.Root, MessageContent.Empty), (TopicName.Root, new MessageContent { TimeToLive = TimeSpan.Zero }) };
        Assert.AreEqual("messages[1].message.timeToLive", MessageRules.CheckBatch(batch, BrokerLimits.Default, "messages")!.Parameter);
    }
}
