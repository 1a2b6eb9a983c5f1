using WcfBroker.Client.Subscriptions;
using WcfBroker.Clients.Tests.Fakes;
using WcfBroker.Contracts.Messages;
using WcfBroker.Contracts.Subscriptions;

namespace WcfBroker.Clients.Tests.Client;

[TestClass]
public sealed class ResumePositionTests
{
    [TestMethod]
    public void Older_retained_messages_neither_move_the_position_nor_count_as_seen()
    {
        var position = new ResumePosition(new SubscriptionOptions());
        position.Started(Info(start: 11, head: 10));
        Assert.IsTrue(position.Take(Retained(9)));
        Assert.IsTrue(position.Take(Retained(4)));
        Assert.AreEqual(11, position.Options().StartSequence);
    }

    [TestMethod]
    public void A_delivery_before_the_answer_to_subscribe_counts()
    {
        var position = new ResumePosition(new SubscriptionOptions());
        Assert.IsTrue(position.Take(Texts.Delivery("/a", 11, "x")));
        position.Started(Info(start: 11, head: 10));
        Assert.AreEqual(12, position.Options().StartSequence);
    }

    [TestMethod]
    public void What_was_seen_is_not_taken_twice()
    {
        var position = new ResumePosition(new SubscriptionOptions { Start = StartPositions.All });
        Assert.IsTrue(position.Take(Texts.Delivery("/a", 3, "x")));
        Assert.IsFalse(position.Take(Texts.Delivery("/a", 3, "x")));
        Assert.IsFalse(position.Take(Texts.Delivery("/b", 2, "x")));
    }

    [TestMethod]
    public void Latest_per_topic_starts_again_at_the_last_messages()
    {
        var wanted = new SubscriptionOptions { WhenSlow = SlowSubscriberPolicies.LatestPerTopic };
        var position = new ResumePosition(wanted);
        position.Started(Info(start: 1, head: 0));
        Assert.IsTrue(position.Take(Texts.Delivery("/a", 3, "x")));
        Assert.IsTrue(position.Take(Texts.Delivery("/b", 2, "x")));
        Assert.AreSame(wanted, position.Options());
        Assert.IsFalse(position.IsLost(Info(start: 1, head: 0)));
    }

    [TestMethod]
    public void Requests_have_no_position()
    {
        var wanted = new SubscriptionOptions { Responder = true };
        var position = new ResumePosition(wanted);
        Assert.IsTrue(position.Take(Texts.Delivery("/a", 0, "x")));
        Assert.IsTrue(position.Take(Texts.Delivery("/a", 0, "x")));
        Assert.AreSame(wanted, position.Options());
    }

    [TestMethod]
    public void A_broker_of_another_epoch_numbers_anew()
    {
        var position = new ResumePosition(new SubscriptionOptions());
        position.Started(Info(start: 1, head: 0));
        position.Take(Texts.Delivery("/a", 100, "x"));
        Assert.IsFalse(position.IsLost(Info(start: 101, head: 100)));
        Assert.IsTrue(position.IsLost(Info(start: 101, head: 200, epoch: "other")));
        Assert.AreEqual(StartPositions.All, position.Anew().Start);
        Assert.IsTrue(position.Take(Texts.Delivery("/a", 1, "x")));
    }

    [TestMethod]
    public void Resuming_keeps_the_other_options()
    {
        var position = new ResumePosition(new SubscriptionOptions { WhenSlow = SlowSubscriberPolicies.Disconnect, TopicNotices = true });
        position.Started(Info(start: 5, head: 4));
        var options = position.Options();
        Assert.AreEqual(SlowSubscriberPolicies.Disconnect, options.WhenSlow);
        Assert.IsTrue(options.TopicNotices);
    }

    private static SubscriptionInfo Info(long start, long head, string epoch = "one") =>
        new() { StartSequence = start, HeadSequence = head, Epoch = epoch };

    private static Delivery Retained(long sequence)
    {
        var delivery = Texts.Delivery("/a", sequence, "x");
        delivery.Retained = true;
        return delivery;
    }
}
