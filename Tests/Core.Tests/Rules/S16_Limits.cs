using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S16_Limits
{
    [TestMethod]
    public void Payload_bytes()
    {
        Assert.IsNull(Check(new MessageContent { Body = new byte[1 << 20] }));
        AssertPastLimit(new MessageContent { Body = new byte[(1 << 20) + 1] }, "message.body", "1048576 bytes", "1048577 bytes");
    }

    [TestMethod]
    public void Payload_bytes_of_a_topic()
    {
        var broker = new TestBroker(policies: new TopicPolicies([new TopicPolicy(TopicFilter.Parse("/a")) { PayloadBytesMax = 3 }]));
        AssertTooLarge("message.body", broker.Publish("/a/b", "1234").Refused(ErrorCode.LimitExceeded));
        AssertTooLarge("messages[1].message.body", broker.PublishBatch(("/a", "123"), ("/a", "1234"), ("/b", "1")).Refused(ErrorCode.LimitExceeded));
        Assert.IsEmpty(broker.List().Value.Topics);
        Assert.AreEqual(1, broker.Publish("/a/b", "123").Value.Sequence);
        Assert.AreEqual(2, broker.Publish("/b", "1234").Value.Sequence);

        static void AssertTooLarge(string parameter, BrokerError error) =>
            Assert.AreEqual((parameter, "3 bytes", "4 bytes"), (error.Parameter, error.Limit, error.Value));
    }

    [TestMethod]
    public void Headers()
    {
        var headers = Enumerable.Range(0, 33).Select(i => new HeaderField($"h{i}", "")).ToArray();
        Assert.IsNull(Check(new MessageContent { Headers = headers[1..] }));
        AssertPastLimit(new MessageContent { Headers = headers }, "message.headers", "32 headers", "33 headers");
    }

    [TestMethod]
    public void Header_bytes()
    {
        Assert.IsNull(Check(new MessageContent { Headers = [new("ü", new string('ü', 4_095))] }));
        AssertPastLimit(
            new MessageContent { Headers = [new("h", new string('ü', 4_096))] }, "message.headers", "8192 bytes", "8193 bytes");
    }

    [TestMethod]
    public void Texts_of_255_characters()
    {
        var text = new string('x', 256);
        Assert.IsNull(Check(new MessageContent { Id = text[1..], ContentType = text[1..], CorrelationId = text[1..], ReplyTo = text[1..] }));
        AssertPastLimit(new MessageContent { Id = text }, "message.id", "255 characters", "256 characters");
        AssertPastLimit(new MessageContent { ContentType = text }, "message.contentType", "255 characters", "256 characters");
        AssertPastLimit(new MessageContent { CorrelationId = text }, "message.correlationId", "255 characters", "256 characters");
        AssertPastLimit(new MessageContent { ReplyTo = text }, "message.replyTo", "255 characters", "256 characters");
        AssertPastLimit(new MessageContent { Headers = [new(text, "")] }, "message.headers[0].name", "255 characters", "256 characters");
    }

    [TestMethod]
    public void What_no_protocol_can_carry_is_refused()
    {
        AssertInvalid(new MessageContent { Id = "a\u0001" }, "message.id");
        AssertInvalid(new MessageContent { ContentType = "a\n" }, "message.contentType");
        AssertInvalid(new MessageContent { CorrelationId = "a\ud83d" }, "message.correlationId");
        AssertInvalid(new MessageContent { Headers = [new("", "x")] }, "message.headers[0].name");
        AssertInvalid(new MessageContent { Headers = [new("a", ""), new("b", "x\0")] }, "message.headers[1].value");
        AssertInvalid(new MessageContent { Headers = [new("a", "x\ude00")] }, "message.headers[0].value");
        Assert.IsNull(Check(new MessageContent { Headers = [new("a", "line\r\n\tline \ud83d\ude00")] }));
    }

    [TestMethod]
    public void Time_to_live_is_more_than_zero()
    {
        Assert.IsNull(Check(new MessageContent { TimeToLive = TimeSpan.FromTicks(1) }));
        AssertInvalid(new MessageContent { TimeToLive = TimeSpan.Zero }, "message.timeToLive");
        AssertInvalid(new MessageContent { TimeToLive = TimeSpan.MinValue }, "message.timeToLive");
    }

    [TestMethod]
    public void Clearing_has_an_empty_body() =>
        AssertInvalid(TestBroker.Content("x") with { ClearRetained = true }, "message.clearRetained");

    [TestMethod]
    public void Sessions()
    {
        var broker = new TestBroker(BrokerLimits.Default with { SessionsMax = 2 });
        broker.Attach();
        var second = broker.Attach();
        var error = broker.Attach().Attached.Refused(ErrorCode.LimitExceeded);
        Assert.AreEqual(("2 sessions", "3 sessions"), (error.Limit, error.Value));
        second.Detach();
        Assert.AreEqual(default, broker.Attach().Attached.Value);
    }

    [TestMethod]
    public void Subscriptions_of_a_session()
    {
        var broker = new TestBroker(BrokerLimits.Default with { SubscriptionsPerSessionMax = 2 });
        var session = broker.Attach();
        session.Subscribe("/a");
        var second = session.Subscribe("/b").Value.Id;
        var error = session.Subscribe("/c").Refused(ErrorCode.LimitExceeded);
        Assert.AreEqual(("2 subscriptions", "3 subscriptions"), (error.Limit, error.Value));
        Assert.AreEqual(default, session.Unsubscribe(second).Value);
        Assert.AreNotEqual(default, session.Subscribe("/c").Value.Id);
    }

    [TestMethod]
    public void Topics()
    {
        var broker = new TestBroker(BrokerLimits.Default with { TopicsMax = 3 });
        broker.Publish("/a/b");
        AssertTopics(broker.Publish("/c").Refused(ErrorCode.LimitExceeded));
        AssertTopics(broker.Attach().Subscribe("/c").Refused(ErrorCode.LimitExceeded));
        Assert.AreEqual(2, broker.Publish("/a/b").Value.Sequence);
        Assert.AreNotEqual(default, broker.Attach().Subscribe("/c/+").Value.Id);

        static void AssertTopics(BrokerError error) => Assert.AreEqual(("topic", "3 topics", "4 topics"), (error.Parameter, error.Limit, error.Value));
    }

    [TestMethod]
    public void Retained_bytes()
    {
        var broker = new TestBroker(BrokerLimits.Default with { RetainedBytesMax = 1_000 });
        broker.Publish("/a", new string('x', 500));
        var error = broker.Publish("/b", "x").Refused(ErrorCode.LimitExceeded);
        Assert.AreEqual(("1000 bytes", "1013 bytes"), (error.Limit, error.Value));
    }

    [TestMethod]
    public void When_the_memory_is_full_a_topic_can_still_get_a_new_last_message_or_be_cleared()
    {
        var broker = new TestBroker(BrokerLimits.Default with { RetainedBytesMax = 1_000 });
        broker.Publish("/a", new string('x', 500));
        Assert.AreEqual(2, broker.Publish("/a", new string('y', 500)).Value.Sequence);
        Assert.HasCount(2, broker.PublishBatch(("/a", new string('z', 700)), ("/a", "z")).Value);
        broker.Publish("/a", new string('x', 700));
        Assert.AreEqual(6, broker.ClearRetained("/a").Value.Sequence);
        Assert.AreEqual(7, broker.Publish("/b", new string('x', 500)).Value.Sequence);
    }

    [TestMethod]
    public void An_unknown_subscription_and_an_ended_session_are_refused()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        Assert.AreEqual("s77", session.Unsubscribe(new SubscriptionId("s77")).Refused(ErrorCode.UnknownSubscription).Value);
        var others = broker.Attach().Subscribe("/a").Value.Id;
        session.Unsubscribe(others).Refused(ErrorCode.UnknownSubscription);
        session.Detach();
        session.Subscribe("/a").Refused(ErrorCode.InvalidArgument);
    }

    private static BrokerError? Check(MessageContent content) => MessageRules.Check(content, BrokerLimits.Default, "message");

    private static void AssertPastLimit(MessageContent content, string parameter, string limit, string value)
    {
        var error = Check(content)!;
        Assert.AreEqual(ErrorCode.LimitExceeded, error.Code);
        Assert.AreEqual((parameter, limit, value), (error.Parameter, error.Limit, error.Value));
    }

    private static void AssertInvalid(MessageContent content, string parameter)
    {
        var error = Check(content);
        Assert.IsNotNull(error, parameter);
        Assert.AreEqual((ErrorCode.InvalidMessage, parameter), (error.Code, error.Parameter));
    }
}
