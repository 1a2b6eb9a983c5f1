using WcfBroker.Core.Commands;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S4_Receipt
{
    [TestMethod]
    public void A_receipt_names_sequence_time_and_matches()
    {
        var broker = new TestBroker();
        broker.Attach().Subscribe("/a");
        broker.Attach().Subscribe("/+");
        broker.Attach().Subscribe("/b");
        Assert.AreEqual(new Receipt(1, broker.Now, 2), broker.Publish("/a").Value);
        Assert.AreEqual(new Receipt(2, broker.Now, 1), broker.Publish("/a/b").Value);
    }

    [TestMethod]
    public void A_subscription_that_catches_up_is_matched()
    {
        var broker = new TestBroker(BrokerLimits.Default with { OutboxMessagesMax = 8 });
        broker.PublishMany("/a", 10);
        broker.Attach().Subscribe("/a", StartKind.All);
        Assert.AreEqual(1, broker.Publish("/a").Value.MatchedSubscriptions);
    }

    [TestMethod]
    public void A_responder_gets_requests_only()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Respond("/a");
        Assert.AreEqual(0, broker.Publish("/a", "1").Value.MatchedSubscriptions);
        Assert.AreEqual("", session.Drain());
    }

    [TestMethod]
    public void Time_never_goes_back()
    {
        var broker = new TestBroker();
        var first = broker.Publish("/a").Value;
        broker.Pass(TimeSpan.FromSeconds(-10));
        Assert.AreEqual(first.PublishedUtc, broker.Publish("/a").Value.PublishedUtc);
    }

    [TestMethod]
    public void A_one_way_publish_is_answered_nothing_and_delivered()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a");
        broker.Apply(new Publish(null, "me", TopicName.Parse("/a"), TestBroker.Content("1"), Reply: null));
        Assert.AreEqual("/a:1", session.Drain());
    }
}
