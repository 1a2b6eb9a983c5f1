using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S8_Replay : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private readonly MemoryStore _store = new();
    private TestBroker _broker;
    private TestSession _session;

    public S8_Replay()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void Messages_that_were_settled_come_again_marked_and_with_attempts_anew_and_to_this_subscription_only()
    {
        var other = _broker.Attach();
        other.Subscribe("/a", new DurableOptions("other"));
        SettleThree();
        other.Acknowledge([.. other.DrainItems()]);

        Assert.AreEqual(2, Replay(2, 3).Value);
        Assert.AreEqual("/a:2 again, /a:3 again", _session.Drain());
        Assert.AreEqual("", other.Drain());
    }

    [TestMethod]
    public void What_is_unsettled_or_still_to_come_is_left_as_it_is()
    {
        _session.Subscribe("/a", Orders with { Credit = 1 });
        _broker.PublishMany("/a", 3);
        _session.DrainItems();
        Assert.AreEqual(0, Replay(1, 3).Value);
    }

    [TestMethod]
    public void Messages_of_other_topics_and_those_that_are_gone_are_left_out()
    {
        SettleThree();
        _broker.Publish("/b", "other");
        _broker.Apply(new TrimLog(2));
        var entries = Entries(1, 4).Append(new LogEntry(1, 1, _broker.Now)).ToArray();
        Assert.AreEqual(2, Replay(entries).Value);
    }

    [TestMethod]
    public void What_was_published_before_the_subscription_may_be_replayed_to_it()
    {
        _broker.Publish("/a", "old");
        _session.Subscribe("/a", Orders);
        Assert.AreEqual("", _session.Drain());
        Assert.AreEqual(1, Replay(1, 1).Value);
        Assert.AreEqual("/a:old again", _session.Drain());
    }

    [TestMethod]
    public void A_replay_goes_on_after_a_crash_and_what_is_settled_then_stays_so()
    {
        SettleThree();
        Replay(1, 2);
        Restart();
        var again = _session.DrainItems();
        Assert.AreEqual("/a:1 again, /a:2 again", string.Join(", ", again.Select(_broker.Render)));
        _session.Acknowledge([.. again]);
        Restart();
        Assert.AreEqual("", _session.Drain());
    }

    [TestMethod]
    public void Replayed_in_order_older_messages_go_first()
    {
        _session.Subscribe("/a", Orders with { Order = DeliveryOrder.Strict });
        _broker.PublishMany("/a", 4);
        for (var i = 0; i < 3; i++)
            _session.Acknowledge([.. _session.DrainItems()]);
        var fourth = _session.DrainItems();
        Assert.AreEqual(2, Replay(2, 3).Value);
        Assert.AreEqual("", _session.Drain());
        _session.Return(fourth[0], TimeSpan.Zero);
        foreach (var expected in (string[])["/a:2 again", "/a:3 again", "/a:4 try 2 again"])
        {
            var next = _session.DrainItems();
            Assert.AreEqual(expected, string.Join(", ", next.Select(_broker.Render)));
            _session.Acknowledge([.. next]);
        }
    }

    [TestMethod]
    public void An_older_message_goes_first_though_a_newer_one_is_being_read()
    {
        _broker = new TestBroker(new BrokerLimits { HistoryMessagesMax = 1 }, _store);
        _session = _broker.Attach();
        _session.Subscribe("/a", Orders with { Order = DeliveryOrder.Strict });
        _broker.PublishMany("/a", 3);
        for (var i = 0; i < 3; i++)
            _session.Acknowledge([.. _session.DrainItems()]);
        _broker.Publish("/b");
        _broker.HoldsReads = true;
        Replay(3, 3);
        Replay(2, 2);
        _broker.HoldsReads = false;
        _broker.Tick();
        Assert.AreEqual("/a:2 again", _session.Drain());
    }

    [TestMethod]
    public void More_than_a_subscription_may_have_to_settle_is_refused_whole()
    {
        _broker = new TestBroker(new BrokerLimits { UnsettledPerSubscriptionMax = 2 }, _store);
        _session = _broker.Attach();
        SettleThree();
        var error = Replay(1, 3).Error!;
        Assert.AreEqual((ErrorCode.LimitExceeded, "range", "2 messages", "3 messages"), (error.Code, error.Parameter, error.Limit, error.Value));
        Assert.AreEqual("", _session.Drain());
    }

    [TestMethod]
    public void Nothing_is_replayed_to_what_nobody_knows() => Assert.AreEqual(ErrorCode.UnknownSubscription, Replay().Error!.Code);

    private void SettleThree()
    {
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 3);
        for (var settled = 0; settled < 3;)
        {
            var deliveries = _session.DrainItems();
            _session.Acknowledge([.. deliveries]);
            settled += deliveries.Count;
        }
    }

    private void Restart()
    {
        _broker = new TestBroker(store: _store, now: _broker.Now);
        _session = _broker.Attach();
        _session.Subscribe("/a", Orders);
    }

    private IEnumerable<LogEntry> Entries(long from, long to) => _store.Read(from, 100, long.MaxValue).Messages
        .Where(message => message.Sequence <= to)
        .Select(message => new LogEntry(message.Sequence, message.TopicId, message.PublishedUtc));

    private Answered<int> Replay(long from, long to) => Replay([.. Entries(from, to)]);

    private Answered<int> Replay(params LogEntry[] entries)
    {
        var answer = new Answered<int>();
        _broker.Apply(new ReplayMessages("orders", entries, answer));
        return answer;
    }
}
