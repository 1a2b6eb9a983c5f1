using System.Globalization;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A write-ahead log that was damaged is told from one whose last batch never reached the disk.</summary>
[TestClass]
public sealed class BrokenLogs : IDisposable
{
    private const int SectorBytes = 512;
    private const int Batch = 3;
    private const int Batches = 40;

    private readonly TestFolder _folder = new();

    private SqliteStoreOptions Options => new() { Folder = _folder.At("open"), BallastBytes = 0 };

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_log_that_is_damaged_before_its_last_batches_is_refused_and_can_be_cut_there()
    {
        using var filled = Filled(Batches, bodyBytes: 500);
        var random = Seeded();
        for (var round = 0; round < 40; round++)
        {
            var damaged = Copy(Options, $"damaged{round}");
            Flip(damaged.Path + "-wal", random);

            var exception = Assert.ThrowsExactly<StoreException>(() => SqliteStore.Open(damaged).Dispose());
            Assert.AreEqual(StoreFault.Damaged, exception.Fault);
            Assert.Contains($"'{damaged.Path}-wal'", exception.Message);
            Cut(damaged.Path + "-wal", exception.Message);
            using var store = SqliteStore.Open(damaged);
            AssertPrefix(store);
        }
    }

    [TestMethod]
    [DataRow(10, 500)]
    [DataRow(25, 400_000, DisplayName = "The log began anew, and behind its end is what it held before")]
    public void A_last_batch_that_reached_the_disk_in_part_is_left_out(int batches, int bodyBytes)
    {
        using var store = Filled(batches, bodyBytes);
        var before = File.ReadAllBytes(Copy(Options, "before").Path + "-wal");
        var head = store.Load().HeadSequence;
        store.Commit([.. Enumerable.Range(1, Batch).Select(i => Message(head + i, 20_000))]);
        var after = Copy(Options, "after");
        var log = File.ReadAllBytes(after.Path + "-wal");
        Array.Resize(ref before, log.Length);
        var random = Seeded();
        for (var round = 0; round < 20; round++)
        {
            var torn = Copy(after, $"torn{round}");
            File.WriteAllBytes(torn.Path + "-wal", Torn(before, log, random));
            using var opened = SqliteStore.Open(torn);
            Assert.AreEqual(head, opened.Load().HeadSequence);
        }
    }

    // Of the sectors that the last batch wrote, some are as before.
    private static byte[] Torn(byte[] before, byte[] after, Random random)
    {
        var torn = after.ToArray();
        var first = before.AsSpan().CommonPrefixLength(after);
        before.AsSpan(first, 1).CopyTo(torn.AsSpan(first));
        for (var at = 0; at < torn.Length; at += SectorBytes)
        {
            if (random.Next(2) == 0)
                before.AsSpan(at, Math.Min(SectorBytes, before.Length - at)).CopyTo(torn.AsSpan(at));
        }

        return torn;
    }

    private static void Flip(string log, Random random)
    {
        var bytes = File.ReadAllBytes(log);
        bytes[random.Next(bytes.Length * 3 / 4)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(log, bytes);
    }

    // As the message says.
    private static void Cut(string log, string message)
    {
        var size = message.Split("truncate --size=")[1].Split(' ')[0];
        using var file = File.OpenWrite(log);
        file.SetLength(long.Parse(size, CultureInfo.InvariantCulture));
    }

    private static void AssertPrefix(SqliteStore store)
    {
        var messages = Snapshot.ReadAll(store, 1_000);
        Assert.IsLessThan(Batches * Batch, messages.Count);
        Assert.AreEqual(0, messages.Count % Batch);
        CollectionAssert.AreEqual(Enumerable.Range(1, messages.Count).Select(i => (long)i).ToArray(), messages.Select(message => message.Sequence).ToArray());
    }

    private SqliteStore Filled(int batches, int bodyBytes)
    {
        var store = SqliteStore.Open(Options);
        store.Commit([Samples.Topic(0)]);
        for (var first = 1; first <= batches * Batch; first += Batch)
            store.Commit([.. Enumerable.Range(first, Batch).Select(sequence => Message(sequence, bodyBytes))]);
        return store;
    }

    private static MessageAppended Message(long sequence, int bytes)
    {
        var body = new byte[bytes];
        new Random((int)sequence).NextBytes(body);
        return Samples.Message(sequence, 0, new MessageContent { Body = body });
    }

    private SqliteStoreOptions Copy(SqliteStoreOptions options, string name)
    {
        TestFolder.CopyDatabase(options, _folder.At(name));
        return options with { Folder = _folder.At(name) };
    }

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        TestContext.WriteLine($"Seed {seed}");
        return new Random(seed);
    }
}
