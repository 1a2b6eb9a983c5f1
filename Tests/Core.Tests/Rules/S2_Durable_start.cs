using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S2_Durable_start : IDisposable
{
    private static readonly DurableOptions Orders = new("orders") { Credit = 1_000 };

    private static readonly BrokerLimits Small = BrokerLimits.Default with
    {
        HistoryMessagesMax = 5, RefillScanMax = 7, UnsettledPerSubscriptionMax = 1_000,
    };

    private readonly MemoryStore _store = new();

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void New_begins_with_the_next_message()
    {
        var (broker, session) = Begin("/a", StartKind.New);
        broker.PublishMany("/a", 1);
        Assert.AreEqual("/a:1", session.Drain());
    }

    [TestMethod]
    public void All_begins_with_the_oldest_kept_message_read_from_the_store()
    {
        var (broker, session) = Begin("/a", StartKind.All);
        broker.PublishMany("/a", 1);
        Assert.AreEqual($"{Numbers(1, 50)}, /a:1", session.Drain());
    }

    [TestMethod]
    public void Last_begins_with_the_last_message_of_each_topic()
    {
        var (broker, session) = Begin("/", StartKind.Last);
        broker.PublishMany("/a", 1);
        Assert.AreEqual("/a:50, /b:other, /a:1", session.Drain());
    }

    [TestMethod]
    public void Last_refuses_more_messages_than_may_be_unsettled()
    {
        var broker = new TestBroker(Small with { UnsettledPerSubscriptionMax = 2 }, _store);
        foreach (var topic in (string[])["/1", "/2", "/3"])
            broker.Publish(topic);
        broker.Attach().Subscribe("/", Orders, StartKind.Last).Refused(ErrorCode.LimitExceeded);
    }

    [TestMethod]
    [DataRow(48)]
    [DataRow(20)]
    public void A_sequence_is_the_first_that_is_sent(long sequence)
    {
        var (_, session) = Begin("/a", new SubscriptionOptions { Start = StartKind.Sequence, StartSequence = sequence, Durable = Orders });
        Assert.AreEqual(Numbers((int)sequence, 51 - (int)sequence), session.Drain());
    }

    [TestMethod]
    [DataRow(48)]
    [DataRow(20)]
    public void A_time_is_found_in_memory_and_in_the_store(int minutes)
    {
        var begin = new TestBroker().Now;
        var options = new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = begin.AddMinutes(minutes), Durable = Orders };
        var (broker, session) = Begin("/a", options);
        Assert.AreEqual(Numbers(minutes + 1, 50 - minutes), session.Drain());

        var again = new TestBroker(Small, _store, broker.Now).Attach();
        again.Subscribe("/a", Orders);
        Assert.HasCount(50 - minutes, again.DrainItems());
    }

    [TestMethod]
    public void What_is_no_longer_kept_is_told_as_a_gap()
    {
        var broker = new TestBroker(Small, _store);
        broker.PublishMany("/a", 20);
        broker.Apply(new TrimLog(11));
        var session = broker.Attach();
        session.Subscribe("/a", Orders, StartKind.All);
        Assert.AreEqual($"gap 1-10, {Numbers(11, 10)}", session.Drain());
    }

    [TestMethod]
    public void A_lagging_one_that_retention_has_passed_is_told_as_well()
    {
        var broker = new TestBroker(Small, _store);
        var session = broker.Attach();
        session.Subscribe("/a", Orders with { Credit = 2 });
        broker.PublishMany("/a", 20);
        broker.Apply(new TrimLog(11));
        var first = session.DrainItems();
        session.Acknowledge([.. first]);
        Assert.AreEqual("gap 3-10, /a:11, /a:12", session.Drain());
    }

    [TestMethod]
    public void A_start_in_time_before_all_that_is_kept_is_told_as_a_gap_after_a_restart_too()
    {
        var broker = new TestBroker(Small, _store);
        broker.PublishMany("/a", 4);
        broker.Apply(new TrimLog(3));
        broker = new TestBroker(Small, _store, broker.Now);
        broker.PublishMany("/a", 4);
        var session = broker.Attach();
        var longAgo = new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = broker.Now.AddDays(-1), Durable = Orders };
        broker.Apply(new Subscribe(session.Id, TopicFilter.Parse("/a"), longAgo, null));
        Assert.AreEqual("gap 1-2, /a:3, /a:4, /a:1, /a:2, /a:3, /a:4", session.Drain());
    }

    private static string Numbers(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(i => $"/a:{i}"));

    private (TestBroker Broker, TestSession Session) Begin(string filter, StartKind start) =>
        Begin(filter, new SubscriptionOptions { Start = start, Durable = Orders });

    // Fifty messages, a minute apart, most of them no longer in memory.
    private (TestBroker Broker, TestSession Session) Begin(string filter, SubscriptionOptions options)
    {
        var broker = new TestBroker(Small, _store);
        for (var i = 1; i <= 50; i++)
        {
            broker.Publish("/a", $"{i}");
            broker.Pass(TimeSpan.FromMinutes(1));
        }

        broker.Publish("/b", "other");
        var session = broker.Attach();
        broker.Apply(new Subscribe(session.Id, TopicFilter.Parse(filter), options, null));
        return (broker, session);
    }
}
