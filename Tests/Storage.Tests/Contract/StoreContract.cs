using System.Globalization;
using CsCheck;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Tests.Model;

namespace WcfBroker.Storage.Tests.Contract;

/// <summary>What every store does. A new store passes it with a class that says how it is opened.</summary>
public abstract class StoreContract
{
    private const string SchedulesVariable = "WCFBROKER_STORE_SCHEDULES";
    private const int SchedulesByDefault = 200;

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency(
            (3, Gen.Const(StepKind.CreateTopic)),
            (20, Gen.Const(StepKind.Publish)),
            (2, Gen.Const(StepKind.ClearByMessage)),
            (2, Gen.Const(StepKind.ClearRetained)),
            (2, Gen.Const(StepKind.Reserve)),
            (3, Gen.Const(StepKind.Subscribe)),
            (1, Gen.Const(StepKind.ChangeSubscription)),
            (1, Gen.Const(StepKind.DeleteSubscription)),
            (6, Gen.Const(StepKind.Acknowledge)),
            (3, Gen.Const(StepKind.CountAttempt)),
            (4, Gen.Const(StepKind.DeadLetter)),
            (2, Gen.Const(StepKind.DropDeadLetter)),
            (2, Gen.Const(StepKind.Trim)),
            (2, Gen.Const(StepKind.Drop)),
            (8, Gen.Const(StepKind.Commit)),
            (1, Gen.Const(StepKind.Reopen)),
            (1, Gen.Const(StepKind.Crash))),
        Gen.Int[0, 20],
        Gen.Int[0, 20],
        (kind, a, b) => new Step(kind, a, b));

    private StoreHost _host = null!;
    private string? _readerFailure;

    private IStore Store => _host.Store;

    protected abstract StoreHost CreateHost();

    [TestInitialize]
    public void Open() => _host = CreateHost();

    [TestCleanup]
    public void Close() => _host.Dispose();

    [TestMethod]
    public void A_new_store_is_empty()
    {
        var state = Store.Load();
        Assert.AreEqual((0L, 0L, 1L), (state.HeadSequence, state.ReservedSequence, state.FirstSequence));
        Assert.AreEqual("", string.Concat(state.TopicNames));
        Assert.AreEqual(0, state.RetainedSequences.Length);
        Assert.IsEmpty(Store.Read(1, 10, 1_000).Messages);
        Assert.AreEqual(1, Store.Read(1, 10, 1_000).Next);
        Assert.AreEqual(1, Store.FirstAt(DateTime.MinValue));
    }

    [TestMethod]
    public void Messages_come_back_as_they_were_given()
    {
        var messages = Enumerable.Range(1, 60).Select(i => Samples.Message(i, 0, Samples.Content(i), i % 2 == 0 ? null : $"publisher {i}")).ToArray();
        Commit([Samples.Topic(0), .. messages]);
        _host.Reopen();
        var expected = messages.Select(message => Snapshot.Text(message.Message)).ToArray();
        CollectionAssert.AreEqual(expected, Store.Read(1, 100, long.MaxValue).Messages.Select(Snapshot.Text).ToArray());
        CollectionAssert.AreEqual(expected, messages.Select(message => Snapshot.Text(Store.Find(message.Message.Sequence)!.Value)).ToArray());
    }

    [TestMethod]
    public void A_page_ends_at_its_limits_and_says_where_the_next_begins()
    {
        Commit([Samples.Topic(0), .. Numbers(1, 10).Select(sequence => Samples.Message(sequence * 2, 0, Bytes(1_000)))]);
        var page = Store.Read(3, 3, long.MaxValue);
        CollectionAssert.AreEqual(new long[] { 4, 6, 8 }, Sequences(page));
        CollectionAssert.AreEqual(new long[] { 10, 12 }, Sequences(Store.Read(page.Next, 5, 2 * Bytes(1_000).Bytes)));
        CollectionAssert.AreEqual(new long[] { 14 }, Sequences(Store.Read(13, 5, 1)));
        Assert.AreEqual(21, Store.Read(20, 5, long.MaxValue).Next);
        Assert.AreEqual(30, Store.Read(30, 5, long.MaxValue).Next);
    }

    [TestMethod]
    [DataRow("topic")]
    [DataRow("sequence")]
    [DataRow("order")]
    [DataRow("subscription")]
    [DataRow("trim")]
    [DataRow("reserved")]
    public void A_batch_that_contradicts_the_state_is_refused_whole(string mistake)
    {
        Commit([Samples.Topic(0), Samples.Message(1), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        var before = Snapshot.Of(Store);
        StoreRecord wrong = mistake switch
        {
            "topic" => Samples.Topic(7),
            "sequence" => Samples.Message(1),
            "order" => Samples.Message(9, topic: 3),
            "subscription" => new Acknowledged(2, 1),
            "reserved" => new SequencesReserved(0),
            _ => new LogTrimmed(5),
        };
        Assert.ThrowsExactly<ArgumentException>(() => Commit([Samples.Message(2), new Acknowledged(1, 2), wrong]));
        Assert.AreEqual(before, Snapshot.Of(Store));
        _host.Reopen();
        Assert.AreEqual(before, Snapshot.Of(Store));
        Commit([Samples.Message(2), new Acknowledged(1, 2)]);
        Assert.AreEqual(2, Store.Load().HeadSequence);
    }

    [TestMethod]
    public void Retention_keeps_what_is_retained_and_what_is_dead()
    {
        Commit([Samples.Topic(0), Samples.Topic(1), Samples.Topic(2), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        Commit([Samples.Message(1, 0), Samples.Message(2, 1), Samples.DeadLetter(3, 2, 1, new Acknowledged(1, 1)), Samples.Message(4, 0), Samples.Message(5, 0)]);
        Commit([new LogTrimmed(5)]);
        _host.Reopen();
        Assert.AreEqual(5, Store.Load().FirstSequence);
        CollectionAssert.AreEqual(new long[] { 5 }, Sequences(Store.Read(0, 10, long.MaxValue)));
        CollectionAssert.AreEqual(new long[] { 5, 2, 3 }, Store.Load().RetainedSequences.ToArray());
        Assert.AreEqual(2, Store.Find(2)!.Value.Sequence);
        Assert.HasCount(1, Store.DeadLetters(2, 0, 10));
        Commit([Samples.Message(6, 1), new DeadLetterDropped(3)]);
        Assert.IsNull(Store.Find(2));
        Assert.IsNull(Store.Find(3));
        Assert.IsEmpty(Store.Load().DeadLetters);
    }

    [TestMethod]
    public void Sequences_go_on_after_all_messages_are_gone()
    {
        Commit([Samples.Topic(0), .. Numbers(1, 50).Select(sequence => Samples.Message(sequence))]);
        Commit([new RetainedCleared(0), new LogTrimmed(51)]);
        for (var i = 0; i < 20; i++)
            Commit([]);
        _host.Reopen();
        Assert.AreEqual((50L, 51L), (Store.Load().HeadSequence, Store.Load().FirstSequence));
        Assert.AreEqual(51, Store.Read(1, 10, long.MaxValue).Next);
        Assert.AreEqual(51, Store.FirstAt(Samples.Start));
    }

    [TestMethod]
    public void Reserved_sequences_stay_reserved_after_a_crash_and_messages_may_stand_among_them()
    {
        Commit([Samples.Topic(0), Samples.Message(3), new SequencesReserved(100)]);
        Commit([Samples.Message(50), new LogTrimmed(101)]);
        _host.Crash();
        Assert.AreEqual((50L, 100L, 101L), (Store.Load().HeadSequence, Store.Load().ReservedSequence, Store.Load().FirstSequence));
        Commit([Samples.Message(101)]);
        CollectionAssert.AreEqual(new long[] { 101 }, Sequences(Store.Read(0, 10, long.MaxValue)));
        Assert.AreEqual(101, Store.FirstAt(DateTime.MinValue));
    }

    [TestMethod]
    public void A_page_goes_on_past_a_newest_message_that_is_gone()
    {
        Commit([Samples.Topic(0), Samples.Topic(1), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        Commit([Samples.Message(1, 0), Samples.DeadLetter(2, 1, 1, new Acknowledged(1, 1)), Samples.DeadLetter(3, 1, 1, new Acknowledged(1, 1))]);
        Commit([new DeadLetterDropped(2), new DeadLetterDropped(3)]);
        Assert.AreEqual(4, Store.Read(2, 10, long.MaxValue).Next);
        _host.Reopen();
        Assert.AreEqual(3, Store.Load().HeadSequence);
        Assert.AreEqual(2, Store.Read(1, 10, long.MaxValue).Next);
        Assert.AreEqual(4, Store.Read(2, 10, long.MaxValue).Next);
    }

    [TestMethod]
    public void Ranges_of_single_topics_are_dropped()
    {
        Commit([Samples.Topic(0), Samples.Topic(1), .. Numbers(1, 20).Select(sequence => Samples.Message(sequence, (int)sequence % 2))]);
        Commit([new MessagesDropped([.. Numbers(0, 10).Select(i => new SequenceRange((i * 2) + 1, (i * 2) + 1))])]);
        CollectionAssert.AreEqual(new long[] { 2, 4, 6, 8, 10, 12, 14, 16, 18, 19, 20 }, Sequences(Store.Read(1, 100, long.MaxValue)));
    }

    [TestMethod]
    public void The_retained_message_of_each_topic_survives_a_crash()
    {
        const int Topics = 1_200;
        Commit([.. Enumerable.Range(0, Topics).Select(Samples.Topic)]);
        foreach (var batch in Numbers(1, 5_000).Chunk(100))
            Commit([.. batch.Select(sequence => Samples.Message(sequence, (int)(sequence * 7 % Topics), Bytes(1)))]);
        Commit([new RetainedCleared(7), Samples.Message(5_001, 14, new MessageContent { ClearRetained = true })]);
        var before = Snapshot.Of(Store, 1_000);
        _host.Crash();
        Assert.AreEqual(before, Snapshot.Of(Store, 1_000));
        Assert.AreEqual(Topics - 2, Store.Load().RetainedSequences.ToArray().Count(sequence => sequence > 0));
    }

    [TestMethod]
    public void Recent_ids_are_found_after_a_crash()
    {
        Commit([Samples.Topic(0), .. Numbers(1, 100).Select(i => Samples.Message(i, 0, new MessageContent { Id = i % 3 == 0 ? $"id{i}" : null }))]);
        _host.Crash();
        Assert.AreEqual("id90 id93 id96 id99", string.Join(' ', Recent(Samples.TimeOf(88), 10)));
        Assert.AreEqual("id96 id99", string.Join(' ', Recent(Samples.TimeOf(88), 2)));
        Assert.HasCount(33, Recent(DateTime.MinValue, 1_000));
        Assert.IsEmpty(Recent(Samples.TimeOf(101), 10));
        Commit([new RetainedCleared(0), new MessagesDropped([new(95, 100)])]);
        Assert.AreEqual("id90 id93", string.Join(' ', Recent(Samples.TimeOf(88), 10)));
    }

    [TestMethod]
    public void Dead_letters_are_shown_page_by_page()
    {
        Commit([Samples.Topic(0), Samples.Topic(1), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        Commit([.. Numbers(1, 9).Select(i => Samples.DeadLetter(i, (int)i % 2, i, new Acknowledged(1, i), (int)i))]);
        CollectionAssert.AreEqual(new long[] { 3, 5 }, Store.DeadLetters(1, 1, 2).Select(letter => letter.Message.Sequence).ToArray());
        Assert.HasCount(9, Store.Load().DeadLetters);
        Assert.AreEqual(Store.DeadLetters(0, 0, 1)[0].Key, Store.Load().DeadLetters[1]);
    }

    [TestMethod]
    public void Readers_on_other_threads_see_whole_batches_only()
    {
        Commit([Samples.Topic(0)]);
        var reader = new Thread(() => ReadUntil(5_000));
        reader.Start();
        foreach (var batch in Numbers(1, 5_000).Chunk(50))
            Commit([.. batch.Select(sequence => Samples.Message(sequence, 0, Bytes(10)))]);
        Assert.IsTrue(reader.Join(TimeSpan.FromSeconds(30)));
        Assert.IsNull(_readerFailure);
    }

    [TestMethod]
    public void A_store_says_what_the_records_made_of_it() => Steps.Array[0, 60].Sample(
        steps =>
        {
            using var host = CreateHost();
            new Schedule(host).Run(steps);
        },
        iter: long.TryParse(Environment.GetEnvironmentVariable(SchedulesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var schedules) ? schedules : SchedulesByDefault,
        threads: 1,
        print: steps => string.Join(",\n", steps));

    private static IEnumerable<long> Numbers(int from, int count) => Enumerable.Range(from, count).Select(number => (long)number);

    private static MessageContent Bytes(int count) => new() { Body = new byte[count] };

    private static long[] Sequences(MessagePage page) => [.. page.Messages.Select(message => message.Sequence)];

    private void Commit(StoreRecord[] records) => Store.Commit(records);

    private string[] Recent(DateTime since, int idsMax) => [.. Store.Recent(since, idsMax).Select(taken => taken.Id)];

    private void ReadUntil(long last)
    {
        for (var from = 1L; from <= last;)
        {
            var page = Store.Read(from, 1_000, long.MaxValue);
            if (page.Messages.Count % 50 != 0 || page.Messages.Where((message, i) => message.Sequence != from + i).Any())
                _readerFailure = $"A page from {from} has {page.Messages.Count} messages and goes on at {page.Next}.";
            from += page.Messages.Count;
        }
    }
}
