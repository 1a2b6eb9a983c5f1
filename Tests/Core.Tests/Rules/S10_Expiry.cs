using WcfBroker.Core.Messages;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S10_Expiry
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestMethod]
    public void What_expires_in_the_outbox_is_not_delivered()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a");
        PublishForASecond(broker);
        broker.Publish("/a", "lasting");
        broker.Pass(Second);
        Assert.AreEqual("/a:lasting", session.Drain());
    }

    [TestMethod]
    public void What_has_a_tick_to_live_is_delivered()
    {
        var broker = new TestBroker();
        var session = broker.Attach();
        session.Subscribe("/a");
        PublishForASecond(broker);
        broker.Pass(Second - TimeSpan.FromTicks(1));
        Assert.AreEqual("/a:short", session.Drain());
    }

    [TestMethod]
    [DataRow(StartKind.Last)]
    [DataRow(StartKind.LastBelow)]
    [DataRow(StartKind.All)]
    public void What_has_expired_is_not_replayed(StartKind start)
    {
        var broker = new TestBroker();
        PublishForASecond(broker);
        broker.Pass(Second);
        var session = broker.Attach();
        session.Subscribe("/a", start);
        Assert.AreEqual("", session.Drain());
    }

    [TestMethod]
    public void An_expired_message_is_nobodys_last()
    {
        var broker = new TestBroker();
        PublishForASecond(broker);
        Assert.AreEqual("short", System.Text.Encoding.UTF8.GetString(broker.Last("/a")!.Content.Body.Span));
        broker.Pass(Second);
        Assert.IsNull(broker.Last("/a"));
    }

    private static void PublishForASecond(TestBroker broker) =>
        broker.Publish("/a", TestBroker.Content("short") with { TimeToLive = Second });
}
