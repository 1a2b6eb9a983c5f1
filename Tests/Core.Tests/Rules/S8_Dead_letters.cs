using System.Text;
using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Tests.Harness;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S8_Dead_letters : IDisposable
{
    private static readonly DurableOptions Orders = new("orders");
    private readonly MemoryStore _store = new();
    private TestBroker _broker;
    private TestSession _session;

    public S8_Dead_letters()
    {
        _broker = new TestBroker(store: _store);
        _session = _broker.Attach();
    }

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void A_rejected_message_becomes_one_at_once_with_all_that_it_was()
    {
        _session.Subscribe("/a", Orders);
        var content = TestBroker.Content("bad") with { Id = "7", ContentType = "text/x", Headers = [new HeaderField("h", "v")], TimeToLive = TimeSpan.FromHours(1) };
        var published = _broker.Publish("/a", content).Value;
        var begun = _broker.Now;
        _broker.Pass(TimeSpan.FromSeconds(3));
        _session.Reject(_session.DrainItems()[0], "not for me");

        var letter = Letters().Single();
        Assert.AreEqual("not for me", letter.Reason);
        Assert.AreEqual(1, letter.Attempts);
        Assert.AreEqual(published.Sequence, letter.OriginalSequence);
        Assert.AreEqual(published.PublishedUtc, letter.OriginalPublishedUtc);
        Assert.AreEqual("/a", _broker.Broker.TopicLog[letter.OriginalTopicId].Name.Value);
        Assert.AreEqual(begun, letter.FirstAttemptUtc);
        Assert.AreEqual(content with { TimeToLive = null }, letter.Message.Content);
        Assert.IsEmpty(_store.Load().Subscriptions[0].Holes);
    }

    [TestMethod]
    public void After_its_last_attempt_a_message_becomes_one()
    {
        _session.Subscribe("/a", Orders with { AttemptsMax = 3 });
        _broker.Publish("/a", "1");
        for (var i = 0; i < 3; i++)
            Assert.AreEqual(1, _session.Return(_session.DrainItems().Single(), TimeSpan.Zero, $"reason {i}"));
        Assert.AreEqual("", _session.Drain());
        var letter = Letters().Single();
        Assert.AreEqual(3, letter.Attempts);
        Assert.AreEqual("reason 2", letter.Reason);
    }

    [TestMethod]
    public void It_can_be_subscribed_to_like_any_message()
    {
        var watcher = _broker.Attach();
        watcher.Subscribe("/$dlq/orders");
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "bad");
        _session.Reject(_session.DrainItems()[0]);
        Assert.AreEqual("/$dlq/orders:bad", watcher.Drain());
    }

    [TestMethod]
    public void Replayed_it_goes_to_its_own_subscription_only_and_is_gone_when_acknowledged()
    {
        var other = _broker.Attach();
        other.Subscribe("/a", new DurableOptions("other"));
        _session.Subscribe("/a", Orders);
        _broker.PublishMany("/a", 2);
        other.Acknowledge([.. other.DrainItems()]);
        foreach (var delivery in _session.DrainItems())
            _session.Reject(delivery);

        Assert.AreEqual(1, Replay("orders", Letters()[1].Message.Sequence).Value);
        Assert.AreEqual(1, Replay("orders", null).Value, "One is being replayed already.");

        var replayed = _session.DrainItems();
        Assert.AreEqual("/a:1 again, /a:2 again", string.Join(", ", replayed.OrderBy(item => item.Message!.Sequence).Select(_broker.Render)));
        Assert.HasCount(2, Letters());
        _session.Acknowledge([.. replayed]);
        Assert.IsEmpty(Letters());
        Assert.AreEqual("", other.Drain());
    }

    [TestMethod]
    public void Replayed_in_vain_it_is_a_dead_letter_once_more_and_only_once()
    {
        _session.Subscribe("/a", Orders);
        var original = _broker.Publish("/a", "bad").Value.Sequence;
        _session.Reject(_session.DrainItems()[0]);
        Replay("orders", null);
        _session.Reject(_session.DrainItems()[0], "still bad");
        Assert.AreEqual("still bad", Letters().Single().Reason);
        Assert.AreEqual(original, Letters().Single().OriginalSequence);
    }

    [TestMethod]
    public void A_replay_goes_on_after_a_crash()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "bad");
        _session.Reject(_session.DrainItems()[0]);
        Replay("orders", null);

        Restart();
        _session.Subscribe("/a", Orders);
        var again = _session.DrainItems();
        Assert.AreEqual("/a:bad again", _broker.Render(again.Single()));
        _session.Acknowledge([.. again]);
        Assert.IsEmpty(Letters());
    }

    [TestMethod]
    public void Purged_they_are_gone_and_those_that_wait_to_be_replayed_with_them()
    {
        _session.Subscribe("/a", Orders with { Credit = 1 });
        _broker.PublishMany("/a", 3);
        for (var i = 0; i < 3; i++)
            _session.Reject(_session.DrainItems().Single());
        Replay("orders", null);
        Assert.AreEqual(1, Purge("orders", [Letters()[2].Message.Sequence, 999]));
        Assert.AreEqual(2, Purge("orders", null));
        Assert.IsEmpty(Letters());
        Assert.IsNull(_broker.Last("/$dlq/orders"));
        _session.Acknowledge([.. _session.DrainItems()]);
        Assert.AreEqual("", _session.Drain());
    }

    [TestMethod]
    public void They_are_kept_for_fourteen_days_whatever_becomes_of_their_subscription()
    {
        _session.Subscribe("/a", Orders);
        _broker.Publish("/a", "bad");
        _session.Reject(_session.DrainItems()[0]);
        _session.Detach();
        Restart();
        Pass(TimeSpan.FromDays(13.9));
        Assert.AreEqual(0, Replay("orders", null).Error is null ? 1 : 0, "The subscription is gone after a week.");
        Assert.HasCount(1, Letters());
        Pass(TimeSpan.FromDays(0.1));
        Assert.IsEmpty(Letters());
    }

    [TestMethod]
    public void They_are_bounded_the_oldest_goes()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(BrokerLimits.Default with { DeadLettersPerSubscriptionMax = 2 }, store);
        var session = broker.Attach();
        session.Subscribe("/a", Orders);
        broker.PublishMany("/a", 3);
        foreach (var delivery in session.DrainItems())
            session.Reject(delivery);
        CollectionAssert.AreEqual((long[])[2, 3], Letters(broker, store).Select(letter => letter.OriginalSequence).ToArray());
    }

    [TestMethod]
    public void Only_an_existing_subscription_can_be_given_its_dead_letters() =>
        Assert.AreEqual("subscription", Replay("none", null).Refused(ErrorCode.UnknownSubscription).Parameter);

    private void Restart()
    {
        _broker = new TestBroker(store: _store, now: _broker.Now);
        _session = _broker.Attach();
    }

    private void Pass(TimeSpan time)
    {
        _broker.Pass(time);
        _broker.Apply(new TrimLog(0));
    }

    private IReadOnlyList<DeadLetter> Letters() => Letters(_broker, _store);

    private static IReadOnlyList<DeadLetter> Letters(TestBroker broker, MemoryStore store)
    {
        var answer = new Answered<int?>();
        broker.Apply(new FindDeadLetters("orders", answer));
        return answer.Value is { } topic ? store.DeadLetters(topic, 0, 100) : [];
    }

    private Answered<int> Replay(string subscription, params long[]? sequences)
    {
        var answer = new Answered<int>();
        _broker.Apply(new ReplayDeadLetters(subscription, sequences, answer));
        return answer;
    }

    private int Purge(string subscription, long[]? sequences)
    {
        var answer = new Answered<int>();
        _broker.Apply(new PurgeDeadLetters(subscription, sequences, answer));
        return answer.Value;
    }
}
