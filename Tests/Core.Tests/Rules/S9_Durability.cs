using WcfBroker.Core.Commands;
using WcfBroker.Core.Durable;
using WcfBroker.Core.Errors;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Rules;

[TestClass]
public sealed class S9_Durability : IDisposable
{
    private static readonly TopicPolicies MemoryBelowM = new([new TopicPolicy(TopicFilter.Parse("/m")) { Durability = Durability.Memory }]);
    private static readonly BrokerLimits FiveInMemory = BrokerLimits.Default with { HistoryMessagesMax = 5 };

    private readonly MemoryStore _store = new();

    public void Dispose() => _store.Dispose();

    [TestMethod]
    public void A_receipt_says_how_its_message_is_kept()
    {
        var broker = Start();
        Assert.AreEqual(Durability.Disk, broker.Publish("/a").Value.Durability);
        Assert.AreEqual(Durability.Memory, broker.Publish("/m/x").Value.Durability);
        CollectionAssert.AreEqual(
            (Durability[])[Durability.Memory, Durability.Disk],
            broker.PublishBatch(("/m", ""), ("/a", "")).Value.Select(receipt => receipt.Durability).ToArray());
    }

    [TestMethod]
    public void Without_a_store_all_is_in_memory() =>
        Assert.AreEqual(Durability.Memory, new TestBroker(policies: MemoryBelowM).Publish("/a").Value.Durability);

    [TestMethod]
    public void The_receipt_of_a_duplicate_says_how_the_first_was_kept()
    {
        var content = new MessageContent { Id = "1" };
        Start().Publish("/a", content);
        var again = Start().Publish("/a", content).Value;
        Assert.AreEqual((true, Durability.Disk), (again.Duplicate, again.Durability));
    }

    [TestMethod]
    public void Memory_is_never_stored_and_is_replayed_in_its_place_as_long_as_the_broker_runs()
    {
        var broker = Start();
        broker.Publish("/a", "1");
        broker.Publish("/m", "2");
        broker.Publish("/a", "3");
        Assert.AreEqual("/a:1, /m:2, /a:3", broker.Replay(StartKind.All));
        Assert.AreEqual("retained /a:3, retained /m:2", broker.Replay(StartKind.Last));
        CollectionAssert.AreEqual((long[])[1, 3], StoredSequences());
    }

    [TestMethod]
    public void Memory_is_gone_after_a_restart_without_a_gap_and_no_sequence_is_given_twice()
    {
        var before = Start();
        before.Publish("/a", "1");
        before.Publish("/m", "2");
        before.Publish("/a", "3");
        var last = before.Publish("/m", "4").Value.Sequence;

        var after = Start();
        Assert.IsGreaterThan(last, after.Publish("/m", "5").Value.Sequence);
        after.Publish("/a", "6");
        Assert.AreEqual("/a:1, /a:3, /m:5, /a:6", after.Replay(StartKind.All));
        Assert.AreEqual("retained /a:6, retained /m:5", after.Replay(StartKind.Last));
    }

    [TestMethod]
    public void Sequences_are_reserved_once_for_a_hundred_thousand()
    {
        var broker = Start();
        broker.PublishMany("/a", 10);
        broker.Publish("/m");
        Assert.AreEqual(100_010, _store.Load().ReservedSequence);
        broker.PublishMany("/m", 99_999);
        Assert.AreEqual(100_010, _store.Load().ReservedSequence);
        broker.Publish("/m");
        Assert.AreEqual(200_010, _store.Load().ReservedSequence);
        Assert.AreEqual(200_011, Start().Publish("/a").Value.Sequence);
    }

    [TestMethod]
    public void Time_does_not_go_back_over_a_restart_that_passes_over_reserved_sequences()
    {
        var before = Start(FiveInMemory);
        before.Pass(TimeSpan.FromHours(1));
        before.Publish("/a");
        before.Publish("/m");
        Assert.AreEqual(before.Now, Start(FiveInMemory).Publish("/a").Value.PublishedUtc);
    }

    [TestMethod]
    public void What_left_memory_before_it_was_replayed_is_passed_over_and_what_is_there_is_not_lost()
    {
        var broker = Start(FiveInMemory);
        broker.Publish("/a", "1");
        for (var i = 2; i < 20; i += 2)
        {
            broker.Publish("/m", $"{i}");
            broker.Publish("/a", $"{i + 1}");
        }

        Assert.AreEqual("/a:1, /a:3, /a:5, /a:7, /a:9, /a:11, /a:13, /a:15, /m:16, /a:17, /m:18, /a:19", broker.Replay(StartKind.All));
    }

    [TestMethod]
    public void A_replay_ends_though_the_newest_messages_were_never_stored_and_left_memory()
    {
        var broker = Start(FiveInMemory);
        broker.Publish("/a", "1");
        broker.PublishMany("/m", 20);
        var session = broker.Attach();
        session.Subscribe("/", new SubscriptionOptions { Start = StartKind.Sequence, StartSequence = 2 });
        broker.Publish("/a", "2");
        Assert.AreEqual("/m:16, /m:17, /m:18, /m:19, /m:20, /a:2", session.Drain());
    }

    [TestMethod]
    public void A_retained_message_on_disk_does_not_come_back_when_one_in_memory_took_its_place()
    {
        var before = new TestBroker(store: _store);
        before.Publish("/m/replaced", "old");
        before.Publish("/m/cleared", "old");
        before.Publish("/m/left", "old");

        var memory = Start();
        memory.Publish("/m/replaced", "new");
        memory.ClearRetained("/m/cleared");

        Assert.AreEqual("retained /m/left:old", Start().Replay(StartKind.Last));
    }

    [TestMethod]
    public void Memory_needs_no_room_in_the_store_once_its_topic_is_there()
    {
        var broker = Start();
        broker.Publish("/m");
        broker.Apply(new ReportRoom(false));
        Assert.AreEqual(2, broker.Publish("/m").Value.Sequence);
        broker.Publish("/m/new").Refused(ErrorCode.StoreFull);
        broker.PublishBatch(("/m", ""), ("/a", "")).Refused(ErrorCode.StoreFull);
    }

    [TestMethod]
    public void The_first_policy_whose_filter_covers_a_topic_applies()
    {
        var policies = new TopicPolicies([
            new TopicPolicy(TopicFilter.Parse("=/m/kept")),
            new TopicPolicy(TopicFilter.Parse("/m/+/x")) { Durability = Durability.Memory },
            new TopicPolicy(TopicFilter.Parse("/m")) { Durability = Durability.Memory, PayloadBytesMax = 1 },
        ]);
        var broker = new TestBroker(store: _store, policies: policies);
        Assert.AreEqual(Durability.Disk, broker.Publish("/m/kept").Value.Durability);
        Assert.AreEqual(Durability.Memory, broker.Publish("/m/kept/x", "long").Value.Durability);
        broker.Publish("/m/kept/y", "long").Refused(ErrorCode.LimitExceeded);
        Assert.AreEqual(Durability.Disk, broker.Publish("/memory").Value.Durability);
    }

    [TestMethod]
    public void A_durable_subscription_behind_is_given_messages_in_memory_and_on_disk_in_order()
    {
        var broker = Start(BrokerLimits.Default with { HistoryMessagesMax = 6, RefillScanMax = 2 });
        var session = broker.Attach();
        session.Subscribe("/", new DurableOptions("all") { Credit = 1 });
        for (var i = 1; i <= 20; i++)
            broker.Publish(i % 3 == 0 ? "/d" : "/m", $"{i}");
        var seen = new List<string>();
        for (var items = session.DrainItems(); items.Count > 0; items = session.DrainItems())
        {
            seen.AddRange(items.Select(broker.Render));
            session.Acknowledge([.. items]);
        }

        Assert.AreEqual("/m:1, /d:3, /d:6, /d:9, /d:12, /d:15, /m:16, /m:17, /d:18, /m:19, /m:20", string.Join(", ", seen));
    }

    private TestBroker Start(BrokerLimits? limits = null) => new(limits, _store, policies: MemoryBelowM);

    private long[] StoredSequences() => [.. _store.Read(0, int.MaxValue, long.MaxValue).Messages.Select(message => message.Sequence)];
}
