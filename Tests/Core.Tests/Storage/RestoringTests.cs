using CsCheck;
using WcfBroker.Core.Policies;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Memory;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Core.Subscriptions;
using WcfBroker.Core.Tests.Harness;
using WcfBroker.Core.Topics;

namespace WcfBroker.Core.Tests.Storage;

/// <summary>A broker that starts with a store goes on where the one before it stopped.</summary>
[TestClass]
public sealed class RestoringTests
{
    private static readonly TopicPolicies MemoryBelowM = new([new TopicPolicy(TopicFilter.Parse("/m")) { Durability = Durability.Memory }]);
    private static readonly BrokerLimits Small = BrokerLimits.Default with { HistoryMessagesMax = 5, RefillMessagesMax = 3, RefillScanMax = 7, OutboxMessagesMax = 16 };

    [TestMethod]
    public void Topics_last_messages_and_the_log_are_there_again()
    {
        using var store = new MemoryStore();
        var before = new TestBroker(store: store);
        before.Publish("/a/b", "1");
        before.Publish("/a", "2");
        before.Publish("/c", "3");
        before.ClearRetained("/c");

        var after = new TestBroker(store: store);

        CollectionAssert.AreEqual((string[])["/a", "/a/b", "/c"], after.List().Value.Topics.Select(topic => topic.Name.Value).ToArray());
        Assert.AreEqual("retained /a:2, retained /a/b:1", after.Replay(StartKind.Last));
        Assert.AreEqual("retained /a:2, retained /a/b:1", after.Replay(StartKind.LastBelow));
        Assert.AreEqual("/a/b:1, /a:2, /c:3, /c:", after.Replay(StartKind.All));
        Assert.AreEqual(5, after.Publish("/a", "5").Value.Sequence);
    }

    [TestMethod]
    public void A_subscription_reads_from_the_store_what_is_no_longer_in_memory_and_then_what_is_live()
    {
        using var store = new MemoryStore();
        new TestBroker(Small, store).PublishMany("/a", 100);
        var broker = new TestBroker(Small, store);
        var session = broker.Attach();

        session.Subscribe("/a", StartKind.All);
        broker.PublishMany("/a", 2);

        Assert.AreEqual(string.Join(", ", Enumerable.Range(1, 100).Concat([1, 2]).Select(i => $"/a:{i}")), session.Drain());
    }

    [TestMethod]
    public void A_start_in_time_finds_its_place_in_the_store()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(Small, store);
        for (var i = 0; i < 50; i++)
        {
            broker.Publish("/a", $"{i}");
            broker.Pass(TimeSpan.FromMinutes(1));
        }

        var session = broker.Attach();
        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = broker.Now.AddMinutes(-30) });

        Assert.AreEqual(string.Join(", ", Enumerable.Range(20, 30).Select(i => $"/a:{i}")), session.Drain());
    }

    [TestMethod]
    public void What_was_trimmed_is_told_as_a_gap_and_the_last_messages_stay()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(Small, store);
        broker.Publish("/b", "old");
        broker.PublishMany("/a", 20);
        broker.Apply(new Commands.TrimLog(15));

        foreach (var one in (TestBroker[])[broker, new TestBroker(Small, store)])
        {
            Assert.AreEqual("gap 1-14, " + string.Join(", ", Enumerable.Range(14, 7).Select(i => $"/a:{i}")), one.Replay(StartKind.All));
            Assert.AreEqual("old", System.Text.Encoding.UTF8.GetString(one.Last("/b")!.Content.Body.Span));
        }
    }

    [TestMethod]
    public void A_start_in_time_after_what_was_trimmed_is_no_gap()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(Small, store);
        var start = broker.Now;
        for (var i = 1; i <= 20; i++)
        {
            broker.Publish("/a", $"{i}");
            broker.Pass(TimeSpan.FromMinutes(1));
        }

        broker.Apply(new Commands.TrimLog(11) { FirstUtc = start.AddMinutes(10) });
        foreach (var one in (TestBroker[])[broker, new TestBroker(Small, store, broker.Now)])
        {
            Assert.AreEqual("/a:18, /a:19, /a:20", one.Replay(StartKind.Time, "/a", start.AddMinutes(17)));
            Assert.AreEqual("/a:12, " + Numbers(13, 8), one.Replay(StartKind.Time, "/a", start.AddMinutes(11)));
            Assert.AreEqual("gap 1-10, " + Numbers(11, 10), one.Replay(StartKind.Time, "/a", start.AddMinutes(10)));
            Assert.AreEqual("gap 1-10, " + Numbers(11, 10), one.Replay(StartKind.Time, "/a", start.AddMinutes(3)));
            Assert.AreEqual("", one.Replay(StartKind.Time, "/a", broker.Now));
        }

        static string Numbers(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(i => $"/a:{i}"));
    }

    [TestMethod]
    public void What_was_trimmed_is_gone_though_memory_still_holds_it()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(store: store);
        broker.PublishMany("/a", 20);
        broker.Apply(new Commands.TrimLog(18));

        Assert.AreEqual(18, store.Load().FirstSequence);
        Assert.AreEqual("gap 1-17, /a:18, /a:19, /a:20", broker.Replay(StartKind.All));
    }

    [TestMethod]
    public void A_start_in_time_before_all_that_is_kept_is_told_the_gap()
    {
        using var store = new MemoryStore();
        var before = new TestBroker(store: store);
        before.PublishMany("/a", 3);
        before.Apply(new Commands.TrimLog(3));
        var session = new TestBroker(store: store).Attach();

        session.Subscribe("/a", new SubscriptionOptions { Start = StartKind.Time, StartTimeUtc = before.Now.AddDays(-1) });

        Assert.AreEqual("gap 1-2, /a:3", session.Drain());
    }

    [TestMethod]
    public void A_store_without_room_takes_nothing_and_is_read_all_the_same()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(store: store);
        broker.Publish("/a", "1");
        broker.Apply(new Commands.ReportRoom(0));
        broker.Publish("/a", "2").Refused(Errors.ErrorCode.StoreFull);
        broker.PublishBatch(("/a", "2")).Refused(Errors.ErrorCode.StoreFull);
        Assert.AreEqual("/a:1", broker.Replay(StartKind.All));
        broker.Apply(new Commands.ReportRoom(1_000));
        Assert.AreEqual(2, broker.Publish("/a", "2").Value.Sequence);
    }

    [TestMethod]
    public void Room_is_used_up_by_what_is_published_until_the_next_report()
    {
        using var store = new MemoryStore();
        var broker = new TestBroker(store: store);
        broker.Apply(new Commands.ReportRoom(3 * TestBroker.Content("1").Bytes));
        broker.Publish("/a", "1");
        broker.PublishBatch(("/a", "2"), ("/a", "3"), ("/a", "4")).Refused(Errors.ErrorCode.StoreFull);
        broker.PublishBatch(("/a", "2"), ("/a", "3"));
        broker.Publish("/a", "4").Refused(Errors.ErrorCode.StoreFull);
        Assert.AreEqual(3, store.Load().HeadSequence);
    }

    [TestMethod]
    public void After_any_publishes_and_any_restarts_all_is_as_without_restarts()
    {
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 99]);
        step.Array[0, 60].Sample(
            steps =>
            {
                using var store = new MemoryStore();
                var steady = new TestBroker(BrokerLimits.Default);
                var restarted = new TestBroker(Small, store, policies: MemoryBelowM);
                foreach (var (kind, topic, number) in steps)
                {
                    if (kind == 0)
                        restarted = new TestBroker(Small, store, restarted.Now, MemoryBelowM);
                    Do(steady, kind, topic, number);
                    Do(restarted, kind, topic, number);
                }

                foreach (var start in (StartKind[])[StartKind.All, StartKind.Last, StartKind.LastBelow])
                    Assert.AreEqual(Stored(steady.Replay(start)), Stored(restarted.Replay(start)), $"{start}");
                Assert.AreEqual(Names(steady), Names(restarted));
                foreach (var topic in steady.List().Value.Topics.Where(topic => !IsMemory(topic.Name.Value)))
                    Assert.AreEqual(BodyOf(steady, topic), BodyOf(restarted, topic));
            },
            iter: 2_000);
    }

    [TestMethod]
    public void After_any_restarts_memory_topics_begin_anew_and_sequences_only_grow()
    {
        var thousand = BrokerLimits.Default with { HistoryMessagesMax = 1_000 };
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3]).Array[0, 40].Sample(
            steps =>
            {
                using var store = new MemoryStore();
                var broker = new TestBroker(thousand, store, policies: MemoryBelowM);
                var (stored, memory, last) = (new List<string>(), new List<string>(), 0L);
                foreach (var (kind, topic) in steps)
                {
                    if (kind == 0)
                    {
                        broker = new TestBroker(thousand, store, policies: MemoryBelowM);
                        memory.Clear();
                        continue;
                    }

                    var name = topic < 2 ? $"/m/{topic}" : $"/{topic}";
                    var receipt = broker.Publish(name, $"{last}").Value;
                    Assert.IsGreaterThan(last, receipt.Sequence);
                    (topic < 2 ? memory : stored).Add($"{name}:{last}");
                    last = receipt.Sequence;
                }

                var replayed = broker.Replay(StartKind.All).Split(", ", StringSplitOptions.RemoveEmptyEntries);
                CollectionAssert.AreEqual(stored, replayed.Where(item => !IsMemory(item)).ToList());
                CollectionAssert.AreEqual(memory, replayed.Where(IsMemory).ToList());
                Assert.AreEqual(
                    memory.FindLast(item => item.StartsWith("/m/0", StringComparison.Ordinal))?[5..], broker.Last("/m/0") is { } one ? TestBroker.Body(one) : null);
            },
            iter: 500);
    }

    [TestMethod]
    [DataRow("/", "/a/b", "/a")]
    [DataRow("/", "", "/a")]
    [DataRow("/", "a", "/b")]
    [DataRow("/", "/a", "/a\n/b")]
    [DataRow("/a", "/", "/a/b")]
    public void Topics_that_a_broker_cannot_have_created_are_refused(params string[] names)
    {
        using var store = new MemoryStore();
        store.Commit([.. names.Select((name, id) => new TopicCreated(id, name))]);
        Assert.AreEqual(StoreFault.Damaged, Assert.ThrowsExactly<StoreException>(() => new TestBroker(store: store)).Fault);
    }

    [TestMethod]
    public void Topics_of_any_length_and_script_are_found_again()
    {
        string[] names = ["/", "/a", "/Ünï", "/Ünï/☃", "/\ud83d\ude00", $"/{new string('a', 254)}", $"/{new string('ü', 127)}", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16"];
        using var store = new MemoryStore();
        var before = new TestBroker(store: store);
        foreach (var name in names)
            before.Publish(name, name);
        var after = new TestBroker(store: store);
        foreach (var name in names)
            Assert.AreEqual(name, after.Last(name)!.Topic.Name.Value);
        Assert.AreEqual(Names(before), Names(after));
        Assert.AreEqual(names.Length + 1, after.Publish("/new", "x").Value.Sequence);
    }

    private static string? BodyOf(TestBroker broker, TopicSummary topic) => broker.Last(topic.Name.Value) is { } last ? TestBroker.Body(last) : null;

    private static bool IsMemory(string item) => item.Contains("/m", StringComparison.Ordinal);

    private static string Stored(string replayed) => string.Join(", ", replayed.Split(", ").Where(item => !IsMemory(item)));

    private static void Do(TestBroker broker, int kind, int topic, int number)
    {
        if (kind == 9 && topic < 3)
        {
            broker.Publish($"/m/{topic}", $"{number}");
            return;
        }

        var name = topic == 0 ? "/" : $"/{topic % 3}{(topic > 2 ? $"/{topic}" : "")}";
        broker.Pass(TimeSpan.FromSeconds(number));
        if (kind == 1)
            broker.ClearRetained(name);
        else if (kind == 2)
            broker.PublishBatch((name, $"{number}a"), ("/batch", $"{number}b"));
        else if (kind > 2)
            broker.Publish(name, $"{number}");
    }

    private static string Names(TestBroker broker) => string.Join(' ', broker.List().Value.Topics.Select(topic => topic.Name.Value));
}
