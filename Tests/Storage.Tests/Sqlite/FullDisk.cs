using System.Diagnostics;
using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Sqlite.Files;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A full disk, made of a small file system in memory: what is stored stays, and room that is freed is used again.</summary>
[TestClass]
public sealed class FullDisk : IDisposable
{
    private const int DiskBytes = 96 << 20;
    private const int Block = 1_000;

    private readonly TestFolder _folder = new();
    private bool _mounted;

    private string Mounted => _folder.At("disk");

    private string Filler => Path.Combine(Mounted, "filler");

    private SqliteStoreOptions Options => new() { Folder = Mounted, BallastBytes = 24 << 20 };

    [TestInitialize]
    public void Mount()
    {
        Directory.CreateDirectory(Mounted);
        _mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={DiskBytes}", "tmpfs", Mounted);
        if (!_mounted)
            Assert.Inconclusive("The small disk is a tmpfs, which only root may mount.");
    }

    public void Dispose()
    {
        if (_mounted)
            Run("umount", Mounted);
        _folder.Dispose();
    }

    [TestMethod]
    public void A_full_disk_refuses_the_batch_whole_and_keeps_what_is_stored()
    {
        using var store = SqliteStore.Open(Options);
        FillUp(store);
        File.WriteAllBytes(Filler, new byte[Disk.FreeBytes(Options.Path)]);
        var before = Snapshot.Of(store, 1_000);
        AssertFull(store, store.Load().HeadSequence + 1, DiskBytes);
        Assert.AreEqual(before, Snapshot.Of(store, 1_000));
    }

    [TestMethod]
    public void A_store_that_becomes_full_says_so_and_takes_what_was_decided_before()
    {
        using var store = SqliteStore.Open(Options);
        var head = FillUp(store);
        for (var batch = 0; batch < 8; batch++, head += 1_000)
            store.Commit([.. Enumerable.Range(1, 1_000).Select(i => Message(head + i))]);
        Assert.IsTrue(store.IsFull);
        Assert.AreEqual(head, store.Load().HeadSequence);
    }

    [TestMethod]
    public void On_a_full_disk_acknowledgements_and_retention_go_on_and_make_room()
    {
        using var store = SqliteStore.Open(Options);
        var head = FillUp(store);
        store.Commit([new Acknowledged(1, head)]);
        store.Commit([new LogTrimmed(head / 2)]);
        for (var i = 0; i < 20; i++)
            store.Commit([]);
        Assert.IsFalse(store.IsFull);
        store.Commit([Message(head + 1)]);
        Assert.AreEqual(head + 1, store.Load().HeadSequence);
        Assert.AreEqual(head, store.Load().Subscriptions[0].Cursor);
    }

    [TestMethod]
    public void Room_that_is_freed_by_hand_is_used_without_a_restart()
    {
        using var store = SqliteStore.Open(Options);
        File.WriteAllBytes(Filler, new byte[DiskBytes / 2]);
        var head = FillUp(store);
        Assert.IsTrue(store.IsFull);
        File.Delete(Filler);
        store.Commit([]);
        Assert.IsFalse(store.IsFull);
        store.Commit([Message(head + 1)]);
        Assert.AreEqual(head + 1, store.Load().HeadSequence);
    }

    [TestMethod]
    public void A_full_store_opens_again_as_it_was()
    {
        long head;
        string before;
        using (var store = SqliteStore.Open(Options))
        {
            head = FillUp(store);
            before = Snapshot.Of(store, 1_000);
        }

        using var again = SqliteStore.Open(Options);
        Assert.AreEqual(before, Snapshot.Of(again, 1_000));
        AssertFull(again, head + 1, DiskBytes);
    }

    private static MessageAppended Message(long sequence, int bytes = Block) => Samples.Message(sequence, 0, new MessageContent { Body = new byte[bytes] });

    private static long FillUp(SqliteStore store)
    {
        store.Commit([Samples.Topic(0), new SubscriptionCreated(Samples.Subscription(1), 0)]);
        var head = 0L;
        for (; !store.IsFull; head += 100)
            store.Commit([.. Enumerable.Range(1, 100).Select(i => Message(head + i))]);
        return head;
    }

    private static void AssertFull(SqliteStore store, long sequence, int bytes)
    {
        var exception = Assert.ThrowsExactly<StoreException>(() => store.Commit([Message(sequence, bytes)]));
        Assert.AreEqual(StoreFault.Full, exception.Fault);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
