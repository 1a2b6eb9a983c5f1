using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>What is on the disk may not be what was written: it is found, named, and never delivered.</summary>
[TestClass]
public sealed class Damage : IDisposable
{
    private const int Messages = 400;
    private const int BodyBytes = 200;
    private const int PageBytes = 4_096;

    private readonly TestFolder _folder = new();

    private SqliteStoreOptions Options => new() { Folder = _folder.At("store"), BallastBytes = 0 };

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_flipped_bit_in_a_body_is_never_delivered()
    {
        Fill();
        var seed = Environment.TickCount;
        TestContext.WriteLine($"Seed {seed}");
        var flipped = FlipBodies(new Random(seed), 200);
        using var store = SqliteStore.Open(Options);
        var page = store.Read(1, Messages, long.MaxValue);
        CollectionAssert.AreEqual(flipped, page.Damaged.ToArray());
        Assert.HasCount(Messages - flipped.Length, page.Messages);
        foreach (var message in page.Messages)
            Assert.AreEqual(Snapshot.Text(Message(message.Sequence).Message), Snapshot.Text(message));
        Assert.AreEqual(flipped.Length, store.Status.DamagedMessages);
        foreach (var sequence in flipped)
            Assert.IsNull(store.Find(sequence));
        Assert.AreEqual(flipped.Length, store.Status.DamagedMessages);
    }

    [TestMethod]
    public void A_damaged_page_is_refused_at_open_by_the_name_of_the_file()
    {
        Fill();
        WipePage();

        AssertRefused();
    }

    [TestMethod]
    public void A_damaged_page_of_a_store_too_large_to_check_is_found_when_it_is_read()
    {
        Fill();
        WipePage();

        using var store = SqliteStore.Open(Options with { CheckedBytesMax = 0 });
        var exception = Assert.ThrowsExactly<StoreException>(() => store.Read(1, Messages, long.MaxValue));
        Assert.AreEqual(StoreFault.Damaged, exception.Fault);
        Assert.Contains($"'{Options.Path}'", exception.Message);
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(Options.Folder, "a file in its place");
        var exception = Assert.ThrowsExactly<StoreException>(() => SqliteStore.Open(Options));
        Assert.AreEqual(StoreFault.Unavailable, exception.Fault);
        Assert.Contains(Options.Folder, exception.Message);
    }

    [TestMethod]
    public void A_file_that_is_cut_short_is_refused_at_open()
    {
        Fill();
        using (var file = File.OpenWrite(Options.Path))
            file.SetLength(file.Length / 2);
        AssertRefused();
    }

    [TestMethod]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Options.Folder);
        File.WriteAllText(Options.Path, new string('x', 10_000));
        AssertRefused();
        Assert.AreEqual(10_000, new FileInfo(Options.Path).Length);
    }

    [TestMethod]
    public void A_log_that_is_cut_short_loses_its_last_batches_and_no_part_of_one()
    {
        using var store = SqliteStore.Open(Options);
        store.Commit([Samples.Topic(0), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        for (var sequence = 1; sequence <= Messages; sequence += 2)
            store.Commit([Samples.Message(sequence), Samples.Message(sequence + 1), new Acknowledged(1, sequence + 1)]);
        var length = new FileInfo(Options.Path + "-wal").Length;
        for (var cut = 1; cut <= 20; cut++)
        {
            var copy = Options with { Folder = _folder.At($"cut{cut}") };
            TestFolder.CopyDatabase(Options, copy.Folder);
            using (var log = File.OpenWrite(copy.Path + "-wal"))
                log.SetLength(length - (cut * length / 40) - 17);
            using var after = SqliteStore.Open(copy);
            var state = after.Load();
            Assert.AreEqual(0, state.HeadSequence % 2);
            Assert.IsInRange(Messages / 4, Messages, (int)state.HeadSequence);
            Assert.AreEqual(state.HeadSequence, state.Subscriptions[0].Cursor);
            Assert.HasCount((int)state.HeadSequence, Snapshot.ReadAll(after, 1_000));
        }
    }

    [TestMethod]
    public void Retained_sequences_that_are_damaged_are_found_again_in_the_log()
    {
        Fill();
        var expected = Retained();
        SqliteFile.Run(Options.Path, "UPDATE retained SET sequences=zeroblob(4004)");
        CollectionAssert.AreEqual(expected, Retained());
    }

    // One of the pages that hold the messages.
    private void WipePage()
    {
        using var file = File.OpenWrite(Options.Path);
        file.Position = PageBytes * 20;
        file.Write(new byte[100]);
    }

    private long[] Retained()
    {
        using var store = SqliteStore.Open(Options);
        return store.Load().RetainedSequences.ToArray();
    }

    private void Fill()
    {
        using var store = SqliteStore.Open(Options);
        store.Commit([.. Enumerable.Range(0, 10).Select(Samples.Topic)]);
        store.Commit([.. Enumerable.Range(1, Messages).Select(i => Message(i))]);
        store.Commit([]);
    }

    private static MessageAppended Message(long sequence) =>
        Samples.Message(sequence, (int)(sequence % 10), new MessageContent { Body = BodyOf(sequence) });

    // Every body can be found in the file by its bytes.
    private static byte[] BodyOf(long sequence)
    {
        var body = new byte[BodyBytes];
        new Random((int)sequence).NextBytes(body);
        return body;
    }

    private long[] FlipBodies(Random random, int count)
    {
        var file = File.ReadAllBytes(Options.Path);
        var flipped = Enumerable.Range(1, Messages).Select(i => (long)i).ToArray();
        random.Shuffle(flipped);
        flipped = [.. flipped[..count].Order()];
        foreach (var sequence in flipped)
        {
            // Pages that were split may hold old copies; the living one is among those that are found.
            var (at, bit) = (random.Next(BodyBytes), 1 << random.Next(8));
            var body = BodyOf(sequence);
            for (var rest = file.AsSpan(); rest.IndexOf(body) is >= 0 and var start; rest = rest[(start + 1)..])
                rest[start + at] ^= (byte)bit;
        }

        File.WriteAllBytes(Options.Path, file);
        return flipped;
    }

    private void AssertRefused()
    {
        var exception = Assert.ThrowsExactly<StoreException>(() => SqliteStore.Open(Options).Dispose());
        Assert.AreEqual(StoreFault.Damaged, exception.Fault);
        Assert.Contains($"'{Options.Path}'", exception.Message);
        Assert.Contains(".recover", exception.Message);
    }
}
