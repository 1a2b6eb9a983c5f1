using WcfBroker.Core.Messages;
using WcfBroker.Core.Storage;
using WcfBroker.Core.Storage.Records;
using WcfBroker.Storage.Sqlite;
using WcfBroker.Storage.Sqlite.Backups;
using WcfBroker.Storage.Tests.Contract;

namespace WcfBroker.Storage.Tests.Sqlite;

/// <summary>A backup is the store as it was at one moment; what is not whole is never put in a store's place.</summary>
[TestClass]
public sealed class Backups : IDisposable
{
    private const int Messages = 400;

    private readonly TestFolder _folder = new();

    private SqliteStoreOptions Options => new() { Folder = _folder.At("store"), FlushEveryBatch = false, BallastBytes = 0 };

    private string Backup => _folder.At("backup.db");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_backup_restored_into_an_empty_folder_is_the_store_as_it_was()
    {
        string before;
        using (var store = Filled())
        {
            before = Snapshot.Of(store);
            var last = default(BackupProgress);
            var (bytes, head) = store.Backup(Backup, progress => last = progress, CancellationToken.None);
            Assert.AreEqual(Messages, head);
            Assert.AreEqual(bytes, new FileInfo(Backup).Length);
            Assert.AreEqual(last.BytesTotal, last.Bytes);
        }

        var empty = Options with { Folder = _folder.At("empty") };
        var (report, replaced) = StoreRestore.Run(empty, Backup, Samples.Start, CancellationToken.None);
        Assert.IsNull(replaced);
        Assert.AreEqual(Messages, report.Messages);
        using var restored = SqliteStore.Open(empty);
        Assert.AreEqual(before, Snapshot.Of(restored));
    }

    [TestMethod]
    public void A_backup_has_whole_batches_and_all_that_was_stored_before_it_began()
    {
        using var store = Filled();
        var sequence = store.Load().HeadSequence;

        // The store is written to at each step of the copy.
        var (_, head) = store.Backup(Backup, _ => Write(ref sequence), CancellationToken.None);
        Assert.IsGreaterThan(Messages, sequence);
        Assert.IsGreaterThanOrEqualTo(Messages, head);
        Assert.AreEqual(0, head % 2);
        var report = StoreCheck.Run(Backup);
        Assert.IsTrue(report.IsWhole, string.Join("; ", report.Findings));
        Assert.AreEqual(head, report.HeadSequence);

        void Write(ref long last)
        {
            for (var i = 0; i < 5; i++, last += 2)
                store.Commit([Samples.Message(last + 1), Samples.Message(last + 2)]);
        }
    }

    [TestMethod]
    public void A_backup_is_one_file_that_its_owner_alone_can_read()
    {
        using var store = Filled();
        store.Backup(Backup, _ => { }, CancellationToken.None);
        StoreCheck.Run(Backup);
        Assert.HasCount(1, Directory.GetFiles(_folder.At("."), "backup.db*"));
        if (!OperatingSystem.IsWindows())
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
    }

    [TestMethod]
    public void A_backup_that_is_given_up_leaves_nothing()
    {
        using var store = Filled();
        using var stop = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(() =>
        {
            stop.Cancel();
            store.Backup(Backup, _ => { }, stop.Token);
        });
        Assert.IsEmpty(Directory.GetFiles(_folder.At("."), "backup.db*"));
    }

    [TestMethod]
    public void A_restored_store_begins_another_epoch_and_keeps_it()
    {
        string before;
        using (var store = Filled())
        {
            before = store.Epoch;
            store.Backup(Backup, _ => { }, CancellationToken.None);
        }

        Assert.AreEqual(before, EpochOf(Options), "A start does not change it.");
        StoreRestore.Run(Options, Backup, Samples.Start, CancellationToken.None);
        var after = EpochOf(Options);
        Assert.AreNotEqual(before, after);
        Assert.AreEqual(after, EpochOf(Options));
    }

    [TestMethod]
    public void A_backup_that_is_put_in_place_by_hand_begins_another_epoch_too()
    {
        using (var store = Filled())
            store.Backup(Backup, _ => { }, CancellationToken.None);
        var copy = Options with { Folder = _folder.At("copy") };
        Directory.CreateDirectory(copy.Folder);
        File.Copy(Backup, copy.Path);
        Assert.AreNotEqual(EpochOf(Options), EpochOf(copy));
    }

    [TestMethod]
    public void The_epoch_that_an_older_broker_kept_in_a_file_is_taken_over()
    {
        Directory.CreateDirectory(Options.Folder);
        File.WriteAllText(Path.Combine(Options.Folder, "epoch"), "f123456789abcdef\n");
        Assert.AreEqual("f123456789abcdef", EpochOf(Options));
        File.Delete(Path.Combine(Options.Folder, "epoch"));
        Assert.AreEqual("f123456789abcdef", EpochOf(Options));
    }

    [TestMethod]
    public void What_a_restore_replaces_is_kept_beside_it()
    {
        using (var store = Filled())
        {
            store.Backup(Backup, _ => { }, CancellationToken.None);
            store.Commit([Samples.Message(Messages + 1)]);
        }

        var (_, replaced) = StoreRestore.Run(Options, Backup, Samples.Start, CancellationToken.None);
        using var old = SqliteStore.Open(Options with { Folder = replaced! });
        Assert.AreEqual(Messages + 1, old.Load().HeadSequence);
        using var restored = SqliteStore.Open(Options);
        Assert.AreEqual(Messages, restored.Load().HeadSequence);
    }

    [TestMethod]
    public void A_restore_and_a_check_refuse_a_store_that_is_in_use()
    {
        using var store = Filled();
        store.Backup(Backup, _ => { }, CancellationToken.None);
        foreach (var act in (Action[])[() => StoreRestore.Run(Options, Backup, Samples.Start, CancellationToken.None), () => StoreCheck.Run(Options)])
            Assert.AreEqual(StoreFault.Locked, Assert.ThrowsExactly<StoreException>(act).Fault);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_damaged_backup_is_refused_and_the_store_stays(bool hasDamagedPage)
    {
        using (var store = Filled())
            store.Backup(Backup, _ => { }, CancellationToken.None);
        Damage(Backup, hasDamagedPage);
        var exception = Assert.ThrowsExactly<StoreException>(() => StoreRestore.Run(Options, Backup, Samples.Start, CancellationToken.None));
        Assert.AreEqual(StoreFault.Damaged, exception.Fault);
        Assert.Contains(Backup, exception.Message);
        using var kept = SqliteStore.Open(Options);
        Assert.AreEqual(Messages, kept.Load().HeadSequence);
    }

    [TestMethod]
    public void A_restore_that_was_cut_short_is_told_and_can_be_run_again()
    {
        using (var store = Filled())
            store.Backup(Backup, _ => { }, CancellationToken.None);
        File.WriteAllText(Options.Path + ".restoring", "the beginning of a copy");
        var exception = Assert.ThrowsExactly<StoreException>(() => SqliteStore.Open(Options).Dispose());
        Assert.AreEqual(StoreFault.Unavailable, exception.Fault);
        Assert.Contains("restore", exception.Message);
        StoreRestore.Run(Options, Backup, Samples.Start, CancellationToken.None);
        using var restored = SqliteStore.Open(Options);
        Assert.AreEqual(Messages, restored.Load().HeadSequence);
    }

    [TestMethod]
    public void A_check_finds_a_message_that_is_not_what_was_written()
    {
        Filled().Dispose();
        Assert.IsTrue(StoreCheck.Run(Options).IsWhole);
        Damage(Options.Path, hasDamagedPage: false);
        var report = StoreCheck.Run(Options);
        Assert.AreEqual(1, report.DamagedMessages);
        CollectionAssert.AreEqual((string[])["message #7 is not what was written"], report.Findings.ToArray());
    }

    [TestMethod]
    public void What_is_no_file_or_no_store_is_named()
    {
        Assert.Contains(Backup, Assert.ThrowsExactly<StoreException>(() => StoreCheck.Run(Backup)).Message);
        File.WriteAllText(Backup, new string('x', 5_000));
        Assert.Contains(Backup, Assert.ThrowsExactly<StoreException>(() => StoreCheck.Run(Backup)).Message);
    }

    private SqliteStore Filled()
    {
        var store = SqliteStore.Open(Options);
        store.Commit([Samples.Topic(0), new SubscriptionCreated(Samples.Subscription(1), 3)]);
        store.Commit([.. Enumerable.Range(1, Messages).Select(i => Samples.Message(i))]);
        store.Commit([new Acknowledged(1, Messages / 2)]);
        return store;
    }

    private static void Damage(string file, bool hasDamagedPage)
    {
        if (!hasDamagedPage)
        {
            SqliteFile.Run(file, "UPDATE message SET published=published+1 WHERE seq=7");
            return;
        }

        using var stream = File.OpenWrite(file);
        stream.Position = 4_096 * 20;
        stream.Write(new byte[100]);
    }

    private static string EpochOf(SqliteStoreOptions options)
    {
        using var store = SqliteStore.Open(options);
        return store.Epoch;
    }
}
